// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of running the candidate for synthetic keys.
///
/// @param counts what the service told; null when it told nothing that can be read
/// @param problem what went wrong, in words; null for nothing
public record CandidateRehearsalResult(
        @Nullable Counts counts, @Nullable String problem) {

    /// For how many keys something was done.
    ///
    /// @param written the candidate wrote
    /// @param readByControl control read what the candidate had written
    /// @param undone nothing of it counts any more
    public record Counts(int written, int readByControl, int undone) {}

    /// When nobody knows what was written.
    public static CandidateRehearsalResult unknown(String problem) {
        return new CandidateRehearsalResult(null, problem);
    }

    /// Why it does not count; empty when all of it was written, read and undone.
    ///
    /// @param keys for how many it was asked
    public Optional<String> fault(int keys) {
        if (counts == null) {
            return Optional.of("the rehearsal failed, and what it wrote is not known: " + problem);
        }
        return problem == null && counts.equals(new Counts(keys, keys, keys))
                ? Optional.empty()
                : Optional.of("the rehearsal failed: of " + keys + " synthetic keys the candidate wrote for "
                        + counts.written + ", control read " + counts.readByControl + ", undone were "
                        + counts.undone + (problem == null ? "" : ": " + problem));
    }
}
