// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.server.decisions.risk.Assessment;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The list of decisions. Its questions: what waits for a decision, and what was decided?
///
/// @param lead the answer, in a sentence
/// @param rows the newest first
record DecisionListPageModel(String lead, List<Row> rows) {
    /// An assessment.
    ///
    /// @param answer what came out, in a few words
    /// @param decided what was decided, and by whom; empty while nobody has
    /// @param counts whether it is the newest of its flag
    record Row(
            String id,
            String name,
            String environment,
            String flag,
            Instant madeAt,
            String author,
            String answer,
            String decided,
            boolean counts) {}

    /// @param made the newest first
    static DecisionListPageModel of(List<Assessment> made) {
        Set<String> seen = new HashSet<>();
        List<Row> rows = made.stream()
                .map(one -> row(one, seen.add(one.environment() + "/" + one.flag())))
                .toList();
        long waiting = rows.stream()
                .filter(row -> row.counts() && row.decided().isEmpty())
                .count();
        return new DecisionListPageModel(
                waiting == 0
                        ? "Nothing waits for a decision."
                        : waiting == 1
                                ? "One assessment waits for a decision."
                                : waiting + " assessments wait for a decision.",
                rows);
    }

    private static Row row(Assessment made, boolean counts) {
        Assessment.Decision decision = made.decision();
        String best = made.result().path("best").asString();
        return new Row(
                made.id(),
                made.name(),
                made.environment(),
                made.flag(),
                made.madeAt(),
                made.author(),
                made.result().path("decides").asBoolean()
                        ? "\"" + best + "\" costs least"
                        : "the data do not decide; \"" + best + "\" on average",
                decision == null ? "" : "\"" + decision.course() + "\" (" + decision.person() + ")",
                counts);
    }
}
