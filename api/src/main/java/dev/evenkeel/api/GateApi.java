// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.gate.ApprovalRule;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.engine.gate.GateResult;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gate policies (`.../gate-policy`) and evaluations of gates (`.../gates`).
public final class GateApi {
    private static final int MOST_RULES = 500;
    private static final String CLASS = "^[a-z][a-z0-9-]{0,62}$";

    private GateApi() {}

    /// Replaces a gate policy; omitted fields get their defaults.
    public record PutGatePolicyRequest(
            @JsonPropertyDescription("names of the gates that changes must pass; default: all gates") @Nullable
            List<String> requiredGates,

            @JsonPropertyDescription("change classes for which overrides are allowed; default: hotfix and security")
            @Nullable
            List<String> overrideClasses,

            @JsonPropertyDescription("required approvals if no approval rule applies, 0 to 10; default: 0")
            @Min(0)
            @Max(GatePolicy.MAX_APPROVALS)
            @Nullable
            Integer requiredApprovals,

            @JsonPropertyDescription("required approvals by service, change class, or both, at most 500 rules")
            @Size(max = MOST_RULES)
            @Nullable
            List<ApprovalRuleRequest> approvalRules,

            @JsonPropertyDescription("whether flag changes require the same approvals; default: false") @Nullable
            Boolean editsRequireApproval,

            @JsonPropertyDescription(
                    "maximum share of units in the treatments of an experiment, in percent with at most"
                            + " two decimals; default: no limit")
            @DecimalMin("0")
            @DecimalMax("100")
            @Nullable
            BigDecimal maxTreatmentShare,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// The number of required approvals for a service, a change class, or both.
    public record ApprovalRuleRequest(
            @JsonPropertyDescription("key of the service; default: all services") @NotBlank @Nullable
            String service,

            @JsonPropertyDescription("1 to 63 lowercase letters, digits and hyphens, starting with a letter;"
                    + " default: all change classes")
            @Pattern(regexp = CLASS)
            @Nullable
            String changeClass,

            @JsonPropertyDescription("number of required approvals, 0 to 10") @Min(0) @Max(GatePolicy.MAX_APPROVALS)
            int requiredApprovals) {}

    /// A gate policy.
    ///
    /// @param requiredGates names of required gates; null for all gates
    /// @param overrideClasses change classes for which overrides are allowed
    /// @param requiredApprovals number of required approvals unless a rule requires more
    /// @param approvalRules numbers of required approvals for services and change classes
    /// @param editsRequireApproval whether flag edits require the same approvals
    /// @param maxTreatmentShare maximum share of units that an experiment may assign to treatments, in percent;
    ///     null for no limit
    /// @param availableGates names of all gates of this server
    public record GatePolicyResponse(
            @Nullable List<String> requiredGates,
            List<String> overrideClasses,
            int requiredApprovals,
            List<ApprovalRule> approvalRules,
            boolean editsRequireApproval,
            @Nullable BigDecimal maxTreatmentShare,
            List<String> availableGates) {}

    /// The results of all gates for one change.
    ///
    /// @param open whether the change may start or continue
    /// @param summary why not, one sentence; empty if it may
    /// @param at time of the evaluation
    public record GateCheckResponse(
            String environment,
            @Nullable String flag,
            @Nullable String service,
            String changeClass,
            boolean open,
            String summary,
            Instant at,
            List<GateResultResponse> gates) {}

    /// One gate result.
    ///
    /// @param required whether the change must pass the gate
    /// @param closed whether the gate blocks the change
    /// @param override override that applies; null if there is none or none is needed
    public record GateResultResponse(
            @JsonUnwrapped GateResult result,
            boolean required,
            boolean closed,
            @Nullable GateOverride override) {
        /// Returns all results of an evaluation.
        public static List<GateResultResponse> listOf(GateEvaluation evaluation) {
            return evaluation.entries().stream()
                    .map(entry -> new GateResultResponse(
                            entry.result(), entry.required(), entry.isClosed(), entry.override()))
                    .toList();
        }
    }
}
