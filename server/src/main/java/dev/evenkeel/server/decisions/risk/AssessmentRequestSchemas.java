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
            @JsonProperty(required = true) @JsonPropertyDescription("key of the flag of the change")
            String flag,

            @JsonProperty("case") @JsonPropertyDescription("text of the risk case, see docs/reference/risk-cases.md")
            String riskCase,

            @JsonPropertyDescription("name of a stored risk case, instead of case and files")
            String caseName,

            @JsonPropertyDescription("number of simulation draws, 1 to 1,000,000; default 100,000")
            int draws,

            @JsonPropertyDescription("seed of the random numbers; default 1")
            long seed,

            @JsonPropertyDescription("days for which the assessment is valid, 1 to 366; default 90")
            int validDays,

            @JsonPropertyDescription("username; default: the caller")
            String author,

            @JsonPropertyDescription("text of a service history, see docs/reference/service-history.md")
            String history,

            @JsonPropertyDescription(
                    "whether the case can read the recorded history of the flag's service; default false")
            boolean ownHistory,

            @JsonPropertyDescription("texts of files that the case names, by file name")
            Map<String, String> files) {}

    record DecideAssessmentRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("name of the chosen course of the case")
            String course,

            @JsonPropertyDescription("username; default: the caller")
            String onBehalfOf,

            @JsonPropertyDescription("people who were consulted")
            List<String> consulted,

            @JsonPropertyDescription("objections to the decision")
            String dissent,

            @JsonProperty(required = true) @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record CompleteWorkRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("name of a work item of the case")
            String item,

            @JsonProperty(required = true) @JsonPropertyDescription("actual effort in weeks, 0 to 366")
            double weeks,

            @JsonPropertyDescription("username; default: the caller")
            String onBehalfOf,

            @JsonProperty(required = true) @JsonPropertyDescription("evidence of completion, such as a link or a test")
            String evidence) {}

    record SetRequiredAssessmentPolicyRequest(
            @JsonPropertyDescription("change classes that require an assessment, such as migration")
            List<String> requiredFor,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}
}
