// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.api.AssessmentApi;
import dev.evenkeel.server.decisions.risk.Assessment;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Model of the decision list page. Answers: which assessments need a decision, and what was decided?
///
/// @param summary the answer in a sentence
/// @param rows newest first
record DecisionListPageModel(String summary, List<AssessmentRow> rows) {
    /// An assessment.
    ///
    /// @param result its result in a few words
    /// @param decision the decision and who made it; empty before the decision
    /// @param isNewest whether it is the newest assessment of its flag
    record AssessmentRow(
            String id,
            String name,
            String environment,
            String flag,
            Instant createdAt,
            String author,
            String result,
            String decision,
            boolean isNewest) {}

    /// @param made assessments, newest first
    static DecisionListPageModel of(List<Assessment> made) {
        Set<String> seen = new HashSet<>();
        List<AssessmentRow> rows = made.stream()
                .map(one -> toRow(one, seen.add(one.environment() + "/" + one.flag())))
                .toList();
        long waiting = rows.stream()
                .filter(row -> row.isNewest() && row.decision().isEmpty())
                .count();
        return new DecisionListPageModel(
                waiting == 0
                        ? "Nothing waits for a decision."
                        : waiting == 1
                                ? "One assessment waits for a decision."
                                : waiting + " assessments wait for a decision.",
                rows);
    }

    private static AssessmentRow toRow(Assessment assessment, boolean counts) {
        AssessmentApi.Decision decision = assessment.decision();
        String best = assessment.result().best();
        return new AssessmentRow(
                assessment.id(),
                assessment.name(),
                assessment.environment(),
                assessment.flag(),
                assessment.createdAt(),
                assessment.author(),
                assessment.result().decides()
                        ? "\"" + best + "\" costs least"
                        : "the data do not decide; \"" + best + "\" on average",
                decision == null ? "" : "\"" + decision.course() + "\" (" + decision.decidedBy() + ")",
                counts);
    }
}
