// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.files.change.ExternalChangeReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change as it is stored.
///
/// @param details as last reported
/// @param rolledBackAt when it was taken back; null when it was not
/// @param word what a person said of how it turned out; null when nobody did
record RecordedChange(
        Change change,
        ExternalChangeReport.Origin origin,
        ExternalChangeReport.Details details,
        @Nullable Instant rolledBackAt,
        @Nullable OutcomeVerdict word) {

    /// A person's verdict.
    record OutcomeVerdict(ChangeOutcome outcome, String reason) {}

    String id() {
        return change.id();
    }
}
