// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.core.stats.CandidateShare;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All sections of the guard benchmark, with the fewest runs.
@Tag("long")
class GuardBenchmarkSectionsTest {
    private static final SimulationRuns FEW = new SimulationRuns(1, 1_000);

    @Test
    void exactFalseAlarmRateStaysBelowAlpha() {
        assertThat(goals(new ExactFalseAlarmSection())).allMatch(BenchmarkGoal::met);
    }

    @Test
    void exactModelMatchesReferenceTable() {
        var fate = new ExactRatioGuardModel(1, 0.05, 0.01).run(1, 1_000, 0);
        assertThat(fate.stopped()).isBetween(0.00515, 0.00525);
        assertThat(new ExactRatioGuardModel(1, 0.05, 0.01).run(5, 20_000, 1e-6).stopped())
                .isGreaterThan(0.999);
    }

    @Test
    void falseAlarmRateHoldsUnderAdverseTraffic() {
        assertThat(goals(new FalseAlarmSection())).hasSize(5).allMatch(BenchmarkGoal::met);
    }

    /* With so few runs, the measured averages may miss the goals. */
    @Test
    void returnsGoalsForImmediateAndLateOnset() {
        assertThat(goals(new LateOnsetSection()))
                .extracting(BenchmarkGoal::aim)
                .containsExactly(
                        "onset at once: at most 11 failed candidate requests on average",
                        "onset after 24 healthy hours: at most 35 failed candidate requests on average");
    }

    @Test
    void drawsDelayAndFalseAlarmCharts(@TempDir Path folder) throws Exception {
        var delay = new DetectionDelaySection();
        var peers = new PeerRulesSection();
        goals(delay);
        goals(peers);
        GuardProofCharts.delay(delay.cells(), folder);
        GuardProofCharts.falseAlarms(peers.alarmMinutes(), folder);

        assertThat(delay.cells()).hasSize(36).allMatch(cell -> cell.plain() >= cell.bound());
        assertThat(Files.readString(folder.resolve("guard-delay.svg")))
                .startsWith("<svg")
                .contains("<circle")
                .endsWith("</svg>\n");
        assertThat(Files.readString(folder.resolve("guard-false-alarms.svg")))
                .contains("<polyline")
                .doesNotContain("NaN");
    }

    @Test
    void wholeRolloutsMeetOutcomeGoals() {
        assertThat(goals(new WholeRolloutSection())).hasSize(4).allMatch(BenchmarkGoal::met);
    }

    @Test
    void rulesWithoutErrorControlMissHarmAndRaiseFalseAlarms() {
        var healthy = new SimulatedRollout(0.001, (share, minutes) -> 1).runRules(new RandomDraws(3));
        var twice = new SimulatedRollout(0.001, (share, minutes) -> 2).runRules(new RandomDraws(3));

        assertThat(healthy).extracting(SimulatedRollout.RolloutEnd::rolledBack).containsExactly(false, false, true);
        assertThat(twice).extracting(SimulatedRollout.RolloutEnd::full).containsExactly(true, true, false);
        assertThat(twice.getFirst().excess()).isBetween(5_700.0, 6_700.0);
    }

    @Test
    void reservedWeightDelaysDetectionOfSlowness() {
        var noticed = new LatencyDetectionRace(CandidateShare.assigned(0.05), 2).run(new RandomDraws(1));
        for (int measure = 0; measure < LatencyGuardSet.MEASURES.size(); measure++) {
            assertThat(noticed.after()[0][measure]).isPositive();
            assertThat(noticed.after()[2][measure]).isGreaterThanOrEqualTo(noticed.after()[1][measure]);
            assertThat(noticed.alarmed()[2][measure]).isTrue();
        }
    }

    @Test
    void binnedLatencyGuardsHoldFalseAlarmRate() {
        assertThat(goals(new LatencyDetectionSection(List.of(1.5))))
                .hasSize(7)
                .filteredOn(goal -> goal.aim().contains("at the margin"))
                .allMatch(BenchmarkGoal::met);
    }

    @Test
    void guardTickAllocatesNothingAndStateIsSmall() {
        assertThat(goals(new TickCostSection()))
                .filteredOn(goal -> !goal.aim().contains("µs"))
                .hasSize(2)
                .allMatch(BenchmarkGoal::met);
    }

    private static List<BenchmarkGoal> goals(BenchmarkSection section) {
        return section.run(FEW, new BenchmarkReport("test", "test"));
    }
}
