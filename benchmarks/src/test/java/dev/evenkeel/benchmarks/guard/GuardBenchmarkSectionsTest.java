// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.TrialCounts;
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

    @Test
    void returnsGoalsForLateOnset() {
        assertThat(goals(new LateOnsetSection())).hasSize(2);
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

    @Test
    void maxAllowedAlarmsIsBinomialQuantile() {
        assertThat(SimulationRuns.maxAllowedAlarms(4_000, 0.01)).isEqualTo(58);
        assertThat(SimulationRuns.maxAllowedAlarms(20, 0.01)).isEqualTo(2);
    }

    @Test
    void producesSameCountsForSameSeed() {
        assertThat(FEW.run(1_000, draws -> draws.binomial(1_000, 0.01)))
                .isEqualTo(FEW.run(1_000, draws -> draws.binomial(1_000, 0.01)));
    }

    @Test
    void randomCountsHaveExpectedMeans() {
        var draws = new RandomDraws(5);
        long poisson = 0;
        long binomial = 0;
        for (int i = 0; i < 20_000; i++) {
            poisson += draws.poisson(4.75);
            binomial += draws.binomial(1_000, 0.02);
        }
        assertThat(poisson / 20_000.0).isBetween(4.69, 4.81);
        assertThat(binomial / 20_000.0).isBetween(19.87, 20.13);
    }

    @Test
    void peerRulesReturnExpectedVerdicts() {
        assertThat(PeerRules.failsAt99Percent(new TrialCounts(0, 0, 3_000, 31))).isTrue();
        assertThat(PeerRules.failsAt99Percent(new TrialCounts(0, 0, 3_000, 30))).isFalse();
        assertThat(PeerRules.failsMoreThanTwiceAsOften(new TrialCounts(20_000, 20, 1_000, 3)))
                .isTrue();
        assertThat(PeerRules.failsMoreThanTwiceAsOften(new TrialCounts(20_000, 20, 1_000, 2)))
                .isFalse();
        assertThat(PeerRules.z(new TrialCounts(10_000, 50, 10_000, 80))).isBetween(2.63, 2.65);
        assertThat(PeerRules.sequenceSaysWorse(new TrialCounts(100_000, 500, 100_000, 1_000)))
                .isTrue();
        assertThat(PeerRules.sequenceSaysWorse(new TrialCounts(100_000, 500, 100_000, 500)))
                .isFalse();
        assertThat(PeerRules.rankTestSaysHigh(new double[] {5, 6, 7, 8, 9, 10}, new double[] {0, 1, 0, 1, 0, 1}))
                .isTrue();
        assertThat(PeerRules.rankTestSaysHigh(new double[] {0, 1, 0, 1, 0, 1}, new double[] {0, 1, 0, 1, 0, 1}))
                .isFalse();
    }

    private static List<BenchmarkGoal> goals(BenchmarkSection section) {
        return section.run(FEW, new BenchmarkReport("test", "test"));
    }
}
