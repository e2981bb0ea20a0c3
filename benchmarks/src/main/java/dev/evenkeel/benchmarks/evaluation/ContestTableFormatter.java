// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import dev.evenkeel.benchmarks.contest.EvaluationScenario;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Formatter of the contest's results.
final class ContestTableFormatter {
    private static final Map<EvaluationScenario, String> NAMES = Map.of(
            EvaluationScenario.STATIC,
            "static flag",
            EvaluationScenario.RULE,
            "one rule",
            EvaluationScenario.SPLIT,
            "rule + 50% by user");

    private final List<String> remarks = new ArrayList<>();

    private ContestTableFormatter() {}

    /// Formats one table for a number of threads, with the remarks below it.
    static String format(List<ContenderResult> entrants, int threads) {
        var contestTableFormatter = new ContestTableFormatter();
        List<String> head = new ArrayList<>(List.of("library"));
        Arrays.stream(EvaluationScenario.values()).map(NAMES::get).forEach(head::add);
        String text = MarkdownTable.format(
                head,
                entrants.stream()
                        .map(entrant -> contestTableFormatter.row(entrant, threads))
                        .toList());
        return text + "\n" + String.join("\n", contestTableFormatter.remarks);
    }

    private List<String> row(ContenderResult entrant, int threads) {
        List<String> cells = new ArrayList<>(List.of(entrant.name() + " (" + entrant.library() + ")"));
        for (EvaluationScenario scenario : EvaluationScenario.values()) {
            cells.add(entrant.samplesFor(threads, scenario).toCell()
                    + mark(entrant.remarks().getOrDefault(scenario, "")));
        }
        return cells;
    }

    private String mark(String remark) {
        if (remark.isEmpty()) {
            return "";
        }
        int known = indexOf(remark);
        if (known < 0) {
            remarks.add("- [" + (remarks.size() + 1) + "] " + remark);
            known = remarks.size() - 1;
        }
        return " [" + (known + 1) + "]";
    }

    private int indexOf(String remark) {
        for (int i = 0; i < remarks.size(); i++) {
            if (remarks.get(i).endsWith("] " + remark)) {
                return i;
            }
        }
        return -1;
    }
}
