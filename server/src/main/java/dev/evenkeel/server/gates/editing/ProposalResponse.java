// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.engine.gate.ApprovalStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A proposal and where it stands.
///
/// @param change a definition: what of it is set when this is applied
/// @param base what the definition had in these places when the proposal was made
/// @param flags keys of all flags that would evaluate differently, and of those that go
/// @param approvals one for each person who counts
/// @param needed how many people other than the author have to approve it
/// @param missing how many of them have not
/// @param endedAt when it was applied or withdrawn; null while it was not
public record ProposalResponse(
        String id,
        String environment,
        String author,
        String reason,
        @JsonProperty("class") String changeClass,
        String state,
        JsonNode change,
        List<String> remove,
        JsonNode base,
        List<String> flags,
        List<ApprovalResponse> approvals,
        int needed,
        int missing,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {
    public ProposalResponse {
        remove = List.copyOf(remove);
        flags = List.copyOf(flags);
        approvals = List.copyOf(approvals);
    }

    /// A person who is for it.
    public record ApprovalResponse(String person, String reason, Instant at) {
        private static ApprovalResponse of(Approval approval) {
            return new ApprovalResponse(approval.person(), approval.reason(), approval.since());
        }
    }

    /// What is worked out about a proposal.
    record ProposalApprovalStatus(Proposal.State state, List<String> flags, ApprovalStatus approvals) {}

    static ProposalResponse of(Proposal proposal, ProposalApprovalStatus standing) {
        Proposal.Ending ending = proposal.ending();
        return new ProposalResponse(
                proposal.id(),
                proposal.environment(),
                proposal.author(),
                proposal.reason(),
                proposal.changeClass(),
                standing.state().name(),
                EditRequestParser.object(proposal.change()),
                proposal.remove(),
                EditRequestParser.object(proposal.base()),
                standing.flags(),
                standing.approvals().counting().stream()
                        .map(ApprovalResponse::of)
                        .toList(),
                standing.approvals().needed(),
                standing.approvals().missing(),
                proposal.createdAt(),
                proposal.expiresAt(),
                ending == null ? null : ending.at(),
                ending == null ? null : ending.person());
    }

    /// Whether nothing is missing but that somebody applies it.
    public boolean isReady() {
        return state.equals(Proposal.State.OPEN.name()) && missing == 0;
    }
}
