// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.ProposalApi.ProposalState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A proposed edit of a definition.
///
/// @param id permanent id
/// @param author user who proposes the edit
/// @param reason the author's reason
/// @param changeClass class of the change, such as `normal` or `hotfix`
/// @param change definition with the members to set
/// @param remove keys of flags to remove
/// @param base the same members of the definition when the proposal was created, as a definition; missing
///     members are omitted
/// @param expiresAt last time at which it can be applied
/// @param ending null while it is open
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
    /// How long a proposal can be applied.
    static final Duration LIFETIME = Duration.ofDays(14);

    Proposal {
        remove = List.copyOf(remove);
    }

    /// The final outcome of a proposal.
    enum Outcome {
        APPLIED,
        WITHDRAWN
    }

    record Ending(Outcome outcome, Instant at, String person) {}

    FlagSetPatch patch() {
        return FlagSetPatch.of(change, remove);
    }

    /// Returns the state.
    ///
    /// @param authored current definition
    ProposalState state(String authored, Instant now) {
        if (ending != null) {
            return ending.outcome() == Outcome.APPLIED ? ProposalState.APPLIED : ProposalState.WITHDRAWN;
        }
        if (!now.isBefore(expiresAt)) {
            return ProposalState.EXPIRED;
        }
        boolean same =
                DefinitionTextParser.parse(patch().extractBase(authored)).equals(DefinitionTextParser.parse(base));
        return same ? ProposalState.OPEN : ProposalState.STALE;
    }
}
