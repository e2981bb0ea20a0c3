// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import dev.evenkeel.benchmarks.contest.Scenario;
import dev.evenkeel.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The contest for people.
final class ContestTable {
    private static final Map<Scenario, String> NAMES =
            Map.of(Scenario.STATIC, "static flag", Scenario.RULE, "one rule", Scenario.SPLIT, "rule + 50 % by user");

    private final List<String> remarks = new ArrayList<>();

    private ContestTable() {}

    /// One table for a number of threads, with the remarks below it.
    static String of(List<Entrant> entrants, int threads) {
        var table = new ContestTable();
        List<String> head = new ArrayList<>(List.of("library"));
        Arrays.stream(Scenario.values()).map(NAMES::get).forEach(head::add);
        String text = Table.of(
                head,
                entrants.stream().map(entrant -> table.row(entrant, threads)).toList());
        return text + "\n" + String.join("\n", table.remarks);
    }

    private List<String> row(Entrant entrant, int threads) {
        List<String> cells = new ArrayList<>(List.of(entrant.name() + " (" + entrant.library() + ")"));
        for (Scenario scenario : Scenario.values()) {
            cells.add(entrant.of(threads, scenario).cell()
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
