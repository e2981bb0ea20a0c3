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
            @JsonProperty(required = true) String flag,
            @JsonProperty(required = true) String control,
            @JsonProperty(required = true) String candidate,
            @JsonProperty(required = true) NamedOrInlinePlan plan,

            @JsonPropertyDescription("skips the steps below this exposure, in percent")
            BigDecimal from,

            @JsonPropertyDescription("id of an earlier rollout")
            String restartOf,

            String service,
            String changeClass,
            PreparedChangeManifestKind.Spec.ClosedGatesAction onClosedGates,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    /// The name of a plan, or an inline plan.
    sealed interface NamedOrInlinePlan permits PlanName, InlinePlan {}

    record PlanName(@JsonValue String name) implements NamedOrInlinePlan {}

    record InlinePlan(String name, @JsonUnwrapped RolloutPlanSpec plan) implements NamedOrInlinePlan {}

    record PreviewPlanRequest(
            @JsonProperty(required = true) NamedOrInlinePlan plan,
            @JsonProperty(required = true) double callsPerSecond,
            @JsonProperty(required = true) double baseRate,
            double callsPerUnit,
            double moneyPerFailure) {}

    record WhatIfRequest(
            @Nullable NamedOrInlinePlan plan,
            @Nullable Double alpha,
            @Nullable Double advanceAlpha,
            @Nullable Double rollbackRatio) {}

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
