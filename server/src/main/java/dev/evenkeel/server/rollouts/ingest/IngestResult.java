// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The result of storing one batch of a group.
///
/// @param unattributed number of calls of unknown rollouts, revisions or flags; empty for a duplicate
/// @param failure why the batch was rejected; null when it is stored or a duplicate
public record IngestResult(
        OptionalLong unattributed, @Nullable RuntimeException failure) {
    static IngestResult rejected(RuntimeException failure) {
        return new IngestResult(OptionalLong.empty(), failure);
    }

    /// Returns the number of unattributed calls, or throws the failure.
    OptionalLong get() {
        if (failure != null) {
            throw failure;
        }
        return unattributed;
    }
}
