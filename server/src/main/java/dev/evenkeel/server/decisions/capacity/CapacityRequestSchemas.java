// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.capacity.WorkKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The request bodies for work items, for generating schemas.
final class CapacityRequestSchemas {
    private CapacityRequestSchemas() {}

    record ImportWorkItemsRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("source system, such as jira; it identifies an item together with the key")
            String source,

            @JsonProperty(required = true) @JsonPropertyDescription("at most 10,000 work items")
            List<WorkItemFields> items,

            @JsonPropertyDescription("true only validates and counts, and stores nothing")
            boolean dryRun,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record WorkItemFields(
            @JsonProperty(required = true) @JsonPropertyDescription("ID in the source system, such as PAY-1")
            String key,

            @JsonProperty(required = true) String title,
            @JsonProperty(required = true) WorkKind kind,

            @JsonPropertyDescription("name of the responsible team")
            String team,

            @JsonPropertyDescription("key of the service that it concerns")
            String service,

            @JsonPropertyDescription("names of incident causes that it addresses")
            List<String> causes,

            @JsonPropertyDescription("planned effort in person-days, 0 or more") @Nullable
            Double planned,

            @JsonPropertyDescription("effort so far in person-days, 0 or more") @Nullable
            Double actual,

            @JsonProperty(required = true)
            @JsonPropertyDescription("time with a UTC offset, such as 2026-11-25T18:40:03Z")
            Instant opened,

            @JsonPropertyDescription("time of completion; null while the item is open") @Nullable
            Instant closed,

            @JsonPropertyDescription("monetary value, for the order by cost of delay") @Nullable
            WorkItemValueFields worth) {}

    record WorkItemValueFields(
            @JsonPropertyDescription("cost of each week without the item") @Nullable
            BigDecimal costOfDelay,

            @JsonPropertyDescription("reduction of the expected loss") @Nullable
            BigDecimal riskReduction,

            @JsonPropertyDescription("ISO 4217 code, such as CHF; required with an amount")
            String currency,

            @JsonPropertyDescription("weeks from start to end, above 0") @Nullable
            Double weeks) {}
}
