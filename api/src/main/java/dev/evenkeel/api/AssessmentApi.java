// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Risk assessments (`/api/v1/assessments`), the policies that require them (`.../risk-policy`), and stored risk
/// cases (`/api/v1/risk-cases`).
public final class AssessmentApi {
    private static final int MOST_DRAWS = 1_000_000;
    private static final int MOST_DAYS = 366;
    private static final int LONGEST_NAME = 256;

    private AssessmentApi() {}

    /// Assesses the risk of a flag's change.
    public record CreateAssessmentRequest(
            @JsonPropertyDescription("key of the flag of the change")
            String flag,

            @JsonProperty("case")
            @JsonPropertyDescription("text of the risk case, see docs/reference/risk-cases.md")
            @Nullable
            String riskCase,

            @JsonPropertyDescription("name of a stored risk case, instead of case and files") @Nullable
            String caseName,

            @JsonPropertyDescription("number of simulation draws, 1 to 1,000,000; default 100,000")
            @Min(1)
            @Max(MOST_DRAWS)
            @Nullable
            Integer draws,

            @JsonPropertyDescription("seed of the random numbers; default 1") @Nullable
            Long seed,

            @JsonPropertyDescription("days for which the assessment is valid, 1 to 366; default 90")
            @Min(1)
            @Max(MOST_DAYS)
            @Nullable
            Integer validDays,

            @JsonPropertyDescription("username; default: the caller") @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String author,

            @JsonPropertyDescription("text of a service history, see docs/reference/service-history.md") @Nullable
            String history,

            @JsonPropertyDescription(
                    "whether the case can read the recorded history of the flag's service; default false")
            @Nullable
            Boolean ownHistory,

            @JsonPropertyDescription("texts of files that the case names, by file name") @Nullable
            Map<String, String> files) {}

    /// Records the decision on an assessment.
    public record DecideAssessmentRequest(
            @JsonPropertyDescription("name of the chosen course of the case")
            String course,

            @JsonPropertyDescription("username; default: the caller") @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String onBehalfOf,

            @JsonPropertyDescription("people who were consulted") @Nullable
            List<String> consulted,

            @JsonPropertyDescription("objections to the decision") @Nullable
            String dissent,

            @JsonPropertyDescription("reason, for the audit log") @NotBlank
            String reason) {}

    /// Records completed work of an assessment.
    public record CompleteWorkRequest(
            @JsonPropertyDescription("name of a work item of the case")
            String item,

            @JsonPropertyDescription("actual effort in weeks, 0 to 366") @DecimalMin("0") @DecimalMax("366")
            double weeks,

            @JsonPropertyDescription("username; default: the caller") @NotBlank @Size(max = LONGEST_NAME) @Nullable
            String onBehalfOf,

            @JsonPropertyDescription("evidence of completion, such as a link or a test") @NotBlank
            String evidence) {}

    /// Replaces the change classes that require an assessment in an environment.
    public record SetRequiredAssessmentPolicyRequest(
            @JsonPropertyDescription("change classes that require an assessment, such as migration; empty for none")
            @Nullable
            List<String> requiredFor,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// An assessment.
    ///
    /// @param caseText source text of the case
    /// @param history history that the case reads; null without one
    /// @param files texts of the files that the case reads, by name
    /// @param result computed result
    public record AssessmentResponse(
            String id,
            String environment,
            String flag,
            String name,
            Instant createdAt,
            Instant validUntil,
            String author,
            @Nullable Decision decision,
            List<CompletedWorkItem> completedWork,
            String caseText,
            @Nullable ServiceHistory history,
            Map<String, String> files,
            RiskComparisonResult result) {}

    /// An assessment in lists.
    ///
    /// @param caseText always null
    /// @param history always null
    /// @param files always empty
    /// @param result best course
    public record AssessmentListItem(
            String id,
            String environment,
            String flag,
            String name,
            Instant createdAt,
            Instant validUntil,
            String author,
            @Nullable Decision decision,
            List<CompletedWorkItem> completedWork,
            @Nullable String caseText,
            @Nullable ServiceHistory history,
            Map<String, String> files,
            BestCourse result) {}

    /// The course with the lowest mean cost.
    ///
    /// @param best name of the course
    /// @param decides whether the data suffices for a decision
    public record BestCourse(String best, boolean decides) {}

    /// The decision on an assessment.
    ///
    /// @param consulted other people who were consulted
    /// @param dissent objections; empty without any
    public record Decision(
            String course, Instant at, String decidedBy, List<String> consulted, String dissent, String reason) {
        public Decision {
            consulted = List.copyOf(consulted);
        }
    }

    /// Completed work of the case.
    ///
    /// @param weeks actual effort in weeks
    /// @param evidence evidence of completion
    public record CompletedWorkItem(String item, Instant at, double weeks, String person, String evidence) {}

    /// The classes of change that require an assessment.
    public record RequiredAssessmentPolicyResponse(List<String> requiredFor) {}

    /// A stored risk case in lists.
    ///
    /// @param title decision to be made
    /// @param asOf date of the information
    public record RiskCaseSummary(String name, String title, LocalDate asOf) {}
}
