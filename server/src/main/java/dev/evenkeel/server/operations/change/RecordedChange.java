// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.files.change.ExternalChangeReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stored change.
///
/// @param details as last reported
/// @param rolledBackAt when it was rolled back; null if it was not
/// @param outcomeVerdict outcome that a user set; null if none was set
record RecordedChange(
        Change change,
        ExternalChangeReport.Origin origin,
        ExternalChangeReport.Details details,
        @Nullable Instant rolledBackAt,
        @Nullable ManualOutcome outcomeVerdict) {

    /// An outcome that a user set.
    record ManualOutcome(ChangeOutcome outcome, String reason) {}

    String id() {
        return change.id();
    }
}
