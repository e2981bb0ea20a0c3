// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants a definition to say, before it does.
///
/// @param id name for ever
/// @param author who wants it
/// @param reason why, in that person's words
/// @param changeClass what sort of change it is, such as `normal` or `hotfix`
/// @param change a definition: what of it is set when this is applied
/// @param remove keys of flags that go then
/// @param base what the definition had in these places when this was made, as a definition; what it did not
///     have is left out
/// @param expiresAt until when it can be applied
/// @param ending null while it waits
record Proposal(
        String id,
        String environment,
        String author,
        String reason,
        String changeClass,
        String change,
        List<String> remove,
        String base,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Ending ending) {
    /// How long one can be applied.
    static final Duration LIFETIME = Duration.ofDays(14);

    Proposal {
        remove = List.copyOf(remove);
    }

    /// What became of a proposal.
    enum Outcome {
        APPLIED,
        WITHDRAWN
    }

    record Ending(Outcome outcome, Instant at, String person) {}

    /// Where a proposal stands.
    enum State {
        /// It waits for people, or to be applied.
        OPEN,
        /// The definition says it, or said it.
        APPLIED,
        /// Somebody took it back.
        WITHDRAWN,
        /// Its time is over.
        EXPIRED,
        /// What it was made for has been changed since, so that nobody knows what would come of it.
        STALE
    }

    DefinitionPatch patch() {
        return DefinitionPatch.of(change, remove);
    }

    /// Where it stands.
    ///
    /// @param authored the definition in force
    State state(String authored, Instant now) {
        if (ending != null) {
            return ending.outcome() == Outcome.APPLIED ? State.APPLIED : State.WITHDRAWN;
        }
        if (!now.isBefore(expiresAt)) {
            return State.EXPIRED;
        }
        boolean same = EditRequestParser.object(patch().base(authored)).equals(EditRequestParser.object(base));
        return same ? State.OPEN : State.STALE;
    }
}
