// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.placebo;

import dev.evenkeel.benchmarks.placebo.PlaceboScenario.PlaceboResultRow;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.engine.effectiveness.PlaceboFailureModel;
import java.util.List;

/// The limits of the guarantee: services that vary more by themselves than the analysis assumes.
final class PlaceboLimitsSection implements BenchmarkSection {
    private static final List<PlaceboScenario> CIRCUMSTANCES = List.of(
            new PlaceboScenario(
                    "20 a week, remembered by 0.9",
                    PlaceboFailureModel.standard(20).withMemoryAndDrift(0.9, 0.02)),
            new PlaceboScenario(
                    "20 a week, drift of 0.04 a week",
                    PlaceboFailureModel.standard(20).withMemoryAndDrift(0.6, 0.04)),
            new PlaceboScenario(
                    "200 a week, drift of 0.04 a week",
                    PlaceboFailureModel.standard(200).withMemoryAndDrift(0.6, 0.04)),
            new PlaceboScenario(
                    "200 a week, drift of 0.04, three others",
                    PlaceboFailureModel.standard(200)
                            .withMemoryAndDrift(0.6, 0.04)
                            .withComparisons(3, 0.03)));

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<PlaceboResultRow> cells =
                CIRCUMSTANCES.stream().map(each -> each.cell(runs)).toList();
        report.addText(
                "## Where that ends\n\nThe same with more memory or twice the drift than is taken into account. No goal:"
                        + " it says what the assumptions are worth.\n\n"
                        + PlaceboScenario.table(cells));
        report.addValue("limits", cells);
        return List.of();
    }
}
