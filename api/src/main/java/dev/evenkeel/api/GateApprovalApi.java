// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.gate.Approval;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Approvals of flag changes (`.../approvals`).
public final class GateApprovalApi {
    private static final int LONGEST_NAME = 256;

    private GateApprovalApi() {}

    /// Approves the change of a flag.
    public record CreateApprovalRequest(
            @JsonPropertyDescription("key of the flag to approve; to list the flags: ./evenkeel flag list")
            String flag,

            @JsonPropertyDescription("username; default: the caller") @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String onBehalfOf,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason,

            @JsonPropertyDescription("end of the approval, at most 31 days from now; default: 7 days from now")
            @Nullable
            Instant expiresAt) {}

    /// An approval with its subject.
    ///
    /// @param flag key of the flag whose change is approved
    /// @param valid whether the approval has not expired and the flag has not changed since
    public record FlagGateApproval(
            String environment,
            String flag,
            boolean valid,
            @JsonUnwrapped Approval approval) {}
}
