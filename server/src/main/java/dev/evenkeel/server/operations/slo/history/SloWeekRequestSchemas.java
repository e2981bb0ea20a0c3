// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.LocalDate;
import java.util.List;

/// Request bodies of the SLO week endpoints, as types for the OpenAPI document.
final class SloWeekRequestSchemas {
    private SloWeekRequestSchemas() {}

    record ImportSloWeeksRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("1 to 1,000 weeks")
            List<ImportedWeek> weeks,

            @JsonProperty(required = true) @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record ImportedWeek(
            @JsonProperty(required = true) @JsonPropertyDescription("first day of the week, such as 2026-01-05")
            LocalDate weekStart,

            @JsonProperty(required = true) @JsonPropertyDescription("number of failed calls, at most calls")
            long failures,

            @JsonProperty(required = true) @JsonPropertyDescription("number of all calls")
            long calls) {}
}
