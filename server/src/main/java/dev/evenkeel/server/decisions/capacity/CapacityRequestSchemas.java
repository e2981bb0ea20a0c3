// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.capacity.WorkKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The request bodies for work items and capacity, for generating schemas.
final class CapacityRequestSchemas {
    private CapacityRequestSchemas() {}

    record SetCapacityPolicyRequest(
            @JsonUnwrapped CapacityPolicyManifestKind.Spec policy,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record SetCapacitySplitPlanRequest(
            @JsonPropertyDescription("shares that add up to 1; null for the next recommended step") @Nullable
            Map<WorkKind, Double> split,

            @JsonProperty(required = true) String reason) {}

    record CreateMinimumTimeShareRuleRequest(
            @JsonProperty(required = true) WorkKind kind,

            @JsonProperty(required = true) @JsonPropertyDescription("minimum share of effort, above 0 and at most 1")
            double minimumShare,

            int weeks,
            List<String> environments,
            @JsonProperty(required = true) String reason,
            @JsonProperty(required = true) Instant expiresAt) {}

    record ImportWorkItemsRequest(
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) List<WorkItemFields> items,
            boolean dryRun,
            String reason) {}

    record WorkItemFields(
            @JsonProperty(required = true) String key,
            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) WorkKind kind,
            String team,
            String service,
            List<String> causes,

            @JsonPropertyDescription("person-days") @Nullable
            Double planned,

            @JsonPropertyDescription("person-days") @Nullable
            Double actual,

            @JsonProperty(required = true) Instant opened,
            @Nullable Instant closed,
            @Nullable WorkItemValueFields worth) {}

    record WorkItemValueFields(
            @Nullable BigDecimal costOfDelay,
            @Nullable BigDecimal riskReduction,
            String currency,
            @Nullable Double weeks) {}
}
