// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.engine.gate.ApprovalStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A proposal with its state.
///
/// @param patch definition with the members to set
/// @param baseDefinition the same members when the proposal was created
/// @param flags keys of flags that would evaluate differently or be removed
/// @param approvals one entry for each person whose approval counts
/// @param requiredApprovals number of required approvals, without the author's
/// @param missingApprovals number of required approvals that are missing
/// @param endedAt when it was applied or withdrawn; null while it is open
public record ProposalResponse(
        String id,
        String environment,
        String author,
        String reason,
        String changeClass,
        String state,
        JsonNode patch,
        List<String> removedFlags,
        JsonNode baseDefinition,
        List<String> flags,
        List<ApprovalResponse> approvals,
        int requiredApprovals,
        int missingApprovals,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {
    public ProposalResponse {
        removedFlags = List.copyOf(removedFlags);
        flags = List.copyOf(flags);
        approvals = List.copyOf(approvals);
    }

    /// An approval by one person.
    public record ApprovalResponse(String approvedBy, String reason, Instant approvedAt) {
        private static ApprovalResponse of(Approval approval) {
            return new ApprovalResponse(approval.approvedBy(), approval.reason(), approval.approvedAt());
        }
    }

    /// The derived state of a proposal.
    record ProposalStateWithApprovals(Proposal.State state, List<String> flags, ApprovalStatus approvals) {}

    static ProposalResponse of(Proposal proposal, ProposalStateWithApprovals proposalStateWithApprovals) {
        Proposal.Ending ending = proposal.ending();
        return new ProposalResponse(
                proposal.id(),
                proposal.environment(),
                proposal.author(),
                proposal.reason(),
                proposal.changeClass(),
                proposalStateWithApprovals.state().name(),
                EditRequestParser.parseObject(proposal.change()),
                proposal.remove(),
                EditRequestParser.parseObject(proposal.base()),
                proposalStateWithApprovals.flags(),
                proposalStateWithApprovals.approvals().valid().stream()
                        .map(ApprovalResponse::of)
                        .toList(),
                proposalStateWithApprovals.approvals().required(),
                proposalStateWithApprovals.approvals().missingCount(),
                proposal.createdAt(),
                proposal.expiresAt(),
                ending == null ? null : ending.at(),
                ending == null ? null : ending.person());
    }

    /// Returns whether the proposal has all approvals and can be applied.
    public boolean isReady() {
        return state.equals(Proposal.State.OPEN.name()) && missingApprovals == 0;
    }
}
