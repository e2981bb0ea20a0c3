// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.evenkeel.server.rollouts.rollout.plan.RolloutPlanSpec;
import dev.evenkeel.server.rollouts.rollout.start.PreparedChangeManifestKind;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The request bodies for rollouts, for generating schemas.
final class RolloutRequestSchemas {
    private RolloutRequestSchemas() {}

    record StartRolloutBody(
            @JsonProperty(required = true) @JsonPropertyDescription("key of the flag")
            String flag,

            @JsonProperty(required = true) @JsonPropertyDescription("variant that is served now")
            String control,

            @JsonProperty(required = true) @JsonPropertyDescription("variant to roll out")
            String candidate,

            @JsonProperty(required = true)
            @JsonPropertyDescription("name of a plan, such as standard, or an inline plan")
            NamedOrInlinePlan plan,

            @JsonPropertyDescription(
                    "true takes the properties that are missing from the prepared change of the flag; default false")
            boolean prepared,

            @JsonPropertyDescription("skips the steps below this exposure, in percent")
            BigDecimal from,

            @JsonPropertyDescription("ID of an earlier rollout of the flag, whose units get the candidate first again")
            String restartOf,

            @JsonPropertyDescription("service of the change, for a flag without an owner; default: the owner")
            String service,

            @JsonPropertyDescription("class of the change, for gates; default normal")
            String changeClass,

            @JsonPropertyDescription("action if gates are closed: REJECT the start (default), or WAIT at 0%")
            PreparedChangeManifestKind.Spec.ClosedGatesAction onClosedGates,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    /// The name of a plan, or an inline plan.
    sealed interface NamedOrInlinePlan permits PlanName, InlinePlan {}

    record PlanName(@JsonValue String name) implements NamedOrInlinePlan {}

    record InlinePlan(@JsonUnwrapped RolloutPlanSpec plan) implements NamedOrInlinePlan {}

    record PreviewPlanRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("name of a plan, such as standard, or an inline plan")
            NamedOrInlinePlan plan,

            @JsonProperty(required = true) @JsonPropertyDescription("calls per second of the service, 1e-6 to 1e9")
            double callsPerSecond,

            @JsonProperty(required = true)
            @JsonPropertyDescription("share of calls that fail today, 0 to below 1, such as 0.005")
            double baseRate,

            @JsonPropertyDescription("calls per unit, 1 (default) to 1e9")
            double callsPerUnit,

            @JsonPropertyDescription("cost of a failed call, 1e-9 to 1e12; default: none")
            double moneyPerFailure) {}

    record WhatIfRequest(
            @JsonPropertyDescription("name of a plan or an inline plan; default: the plan of the rollout") @Nullable
            NamedOrInlinePlan plan,

            @JsonPropertyDescription("probability that a harmless candidate is rolled back, above 0 and below 0.5")
            @Nullable
            Double alpha,

            @JsonPropertyDescription(
                    "probability per step that a candidate at the margin advances, above 0 and below 0.5")
            @Nullable
            Double advanceAlpha,

            @JsonPropertyDescription("rollbackRatio of the error, latency and rank guardrails") @Nullable
            Double rollbackRatio) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ApproveStepRequest(
            @JsonPropertyDescription("user who approves; only the token of serve --admin-token may name another user")
            String onBehalfOf,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReasonRequest(
            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}
}
