// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;

/// The request bodies for risk assessments, for generating schemas.
final class AssessmentRequestSchemas {
    private AssessmentRequestSchemas() {}

    /// A request with a risk case, or with the name of a stored one.
    record CreateAssessmentRequest(
            @JsonProperty(required = true) String flag,

            @JsonProperty("case") @JsonPropertyDescription("text of the risk case, see docs/reference/risk-cases.md")
            String riskCase,

            String caseName,
            int draws,
            long seed,
            int validDays,
            String author,

            @JsonPropertyDescription("text of a service history, see docs/reference/service-history.md")
            String history,

            boolean ownHistory,

            @JsonPropertyDescription("file texts by file name")
            Map<String, String> files) {}

    record DecideAssessmentRequest(
            @JsonProperty(required = true) String course,
            String onBehalfOf,
            List<String> consulted,
            String dissent,
            @JsonProperty(required = true) String reason) {}

    record CompleteWorkRequest(
            @JsonProperty(required = true) String item,
            @JsonProperty(required = true) double weeks,
            String onBehalfOf,
            @JsonProperty(required = true) String evidence) {}

    record SetRequiredAssessmentPolicyRequest(
            @JsonPropertyDescription("classes of change that require an assessment")
            List<String> requiredFor,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}
}
