// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The result of running the candidate for synthetic keys.
///
/// @param counts counts reported by the service; null without a valid response
/// @param problem what went wrong, for people; null for nothing
public record CandidateRehearsalResult(
        @Nullable WriteReadUndoCounts counts, @Nullable String problem) {

    /// Numbers of keys by completed action.
    ///
    /// @param written the candidate wrote
    /// @param readByControl control read what the candidate had written
    /// @param undone the write was reverted completely
    public record WriteReadUndoCounts(int written, int readByControl, int undone) {}

    /// Creates the result for unknown writes.
    public static CandidateRehearsalResult unknown(String problem) {
        return new CandidateRehearsalResult(null, problem);
    }

    /// Returns why it is not valid; empty when all keys were written, read and undone.
    ///
    /// @param keys number of requested keys
    public Optional<String> findFault(int keys) {
        if (counts == null) {
            return Optional.of("the rehearsal failed, and its writes are unknown: " + problem);
        }
        return problem == null && counts.equals(new WriteReadUndoCounts(keys, keys, keys))
                ? Optional.empty()
                : Optional.of("the rehearsal failed: of " + keys + " synthetic keys, the candidate wrote "
                        + counts.written + ", control read " + counts.readByControl + ", and "
                        + counts.undone + " were undone" + (problem == null ? "" : ": " + problem));
    }
}
