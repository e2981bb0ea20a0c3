// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import static dev.evenkeel.engine.format.QuantityFormatter.formatMoney;
import static dev.evenkeel.engine.format.QuantityFormatter.formatProbability;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CommitmentResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import java.util.List;
import java.util.stream.Stream;

/// A formatter of how likely each course meets promised dates, as text.
final class CommitmentRiskTextFormatter {
    private CommitmentRiskTextFormatter() {}

    /// Returns no lines without promised dates.
    static List<String> format(List<CourseResult> courses) {
        List<CommitmentResult> promised =
                courses.isEmpty() ? List.of() : courses.getFirst().commitments();
        if (promised.isEmpty()) {
            return List.of();
        }
        var textTable = new TextTable(Stream.concat(
                        Stream.of("COURSE"), promised.stream().map(one -> one.name() + ", " + one.date()))
                .toArray(String[]::new));
        for (CourseResult course : courses) {
            textTable.addRow(Stream.concat(
                            Stream.of(course.name()),
                            course.commitments().stream().map(one -> cell(one, course.migrates())))
                    .toArray(String[]::new));
        }
        return List.of("Chance of meeting each promised date, and expected cost of missing it", textTable.toString());
    }

    private static String cell(CommitmentResult promised, boolean migrates) {
        return (migrates ? formatProbability(promised.met()) : "never")
                + (promised.missCost() == null ? "" : ", " + formatMoney(promised.missCost()));
    }
}
