// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.placebo;

import dev.evenkeel.benchmarks.placebo.Circumstance.Cell;
import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.simulation.Runs;
import dev.evenkeel.benchmarks.simulation.Section;
import dev.evenkeel.engine.effectiveness.PlaceboWorld;
import java.util.List;

/// Where the promise ends: services that move more on their own than is taken into account.
final class LimitsSection implements Section {
    private static final List<Circumstance> CIRCUMSTANCES = List.of(
            new Circumstance(
                    "20 a week, remembered by 0.9", PlaceboWorld.usual(20).moving(0.9, 0.02)),
            new Circumstance(
                    "20 a week, drift of 0.04 a week", PlaceboWorld.usual(20).moving(0.6, 0.04)),
            new Circumstance(
                    "200 a week, drift of 0.04 a week", PlaceboWorld.usual(200).moving(0.6, 0.04)),
            new Circumstance(
                    "200 a week, drift of 0.04, three others",
                    PlaceboWorld.usual(200).moving(0.6, 0.04).beside(3, 0.03)));

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public List<Goal> run(Runs runs, Report report) {
        List<Cell> cells = CIRCUMSTANCES.stream().map(each -> each.cell(runs)).toList();
        report.say(
                "## Where that ends\n\nThe same with more memory or twice the drift than is taken into account. No goal:"
                        + " it says what the assumptions are worth.\n\n"
                        + Circumstance.table(cells));
        report.put("limits", cells);
        return List.of();
    }
}
