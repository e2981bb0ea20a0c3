// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Proposals: flag edits that need approval (`.../proposals`).
public final class ProposalApi {
    private static final int LONGEST_NAME = 256;

    private ProposalApi() {}

    /// Proposes a flag edit.
    public record CreateProposalRequest(
            @JsonPropertyDescription(
                    "flags, segments and metadata to create or replace, in flagd format, such as {\"flags\":{…}}")
            @Nullable
            ObjectNode patch,

            @JsonPropertyDescription("keys of flags to delete") @Nullable
            List<String> removedFlags,

            @JsonPropertyDescription("class of the change, such as hotfix; default: normal")
            @Pattern(regexp = "^[a-z][a-z0-9-]{0,62}$")
            @Nullable
            String changeClass,

            @JsonPropertyDescription("username; default: the caller") @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String onBehalfOf,

            @JsonPropertyDescription("reason, for the audit log") @NotBlank
            String reason) {}

    /// Approves a proposal.
    public record ApproveProposalRequest(
            @JsonPropertyDescription("username; default: the caller") @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String onBehalfOf,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// A proposal.
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
            ProposalState state,
            JsonNode patch,
            List<String> removedFlags,
            JsonNode baseDefinition,
            List<String> flags,
            List<ProposalApprovalResponse> approvals,
            int requiredApprovals,
            int missingApprovals,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable String endedBy) {
        /// Returns whether the proposal has all approvals and can be applied.
        public boolean isReady() {
            return state == ProposalState.OPEN && missingApprovals == 0;
        }
    }

    /// The state of a proposal.
    public enum ProposalState {
        /// Waiting for approvals or to be applied.
        OPEN,
        /// Applied to the definition.
        APPLIED,
        /// Withdrawn by a user.
        WITHDRAWN,
        /// Not applied before its expiry.
        EXPIRED,
        /// Not applicable, because the members it changes have been edited since.
        STALE
    }

    /// An approval by one person.
    public record ProposalApprovalResponse(String approvedBy, String reason, Instant approvedAt) {}
}
