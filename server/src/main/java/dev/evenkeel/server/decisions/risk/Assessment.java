// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.api.AssessmentApi.CompletedWorkItem;
import dev.evenkeel.api.AssessmentApi.Decision;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.files.risk.RiskCaseFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stored risk assessment with its decision and completed work.
///
/// @param flag key of the flag of the change
/// @param name name of the risk case
/// @param validUntil when the assessment becomes stale
/// @param author who created it
/// @param caseText source text of the case
/// @param history the service's own history that the case reads; null without one
/// @param files texts of the files that the case reads, by name
/// @param result computed result, with model, seed, draws and data hash
/// @param decision null without a decision
/// @param completedWork work reported as done, earliest first
public record Assessment(
        String id,
        String environment,
        String flag,
        String name,
        Instant createdAt,
        Instant validUntil,
        String author,
        String caseText,
        @Nullable ServiceHistory history,
        Map<String, String> files,
        RiskComparisonResult result,
        @Nullable Decision decision,
        List<CompletedWorkItem> completedWork) {
    public Assessment {
        files = Map.copyOf(files);
        completedWork = List.copyOf(completedWork);
    }

    /// Parses the case with its history and files.
    ///
    /// @throws IllegalStateException when this version of the server can no longer parse it
    public RiskCase parseRiskCase() {
        RiskCaseFile file = file();
        RiskCase risk = file.risk();
        if (risk == null) {
            throw new IllegalStateException("the case of assessment " + id + " cannot be read: " + file.errors());
        }
        return risk;
    }

    /// Returns the names of the SLOs of other services to compare the outcome with, chosen before it was known.
    public List<String> comparedSlos() {
        return file().compareWith();
    }

    private RiskCaseFile file() {
        return RiskCaseFile.parse(caseText, history, files::get);
    }

    /// Returns a course of the result by its name.
    public CourseResult getCourse(String wanted) {
        return result.getCourse(wanted);
    }
}
