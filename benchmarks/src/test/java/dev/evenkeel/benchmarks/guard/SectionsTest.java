// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.stats.Trials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every part of the measurement, with the fewest runs.
class SectionsTest {
    private static final Runs FEW = new Runs(1, 1_000);

    @Test
    void falseAlarmsStayBelowAlphaExactly() {
        assertThat(goals(new ExactSection())).allMatch(Goal::met);
    }

    @Test
    void anExactChanceIsTheOneOfTheReferenceTable() {
        var fate = new FailureByFailure(1, 0.05, 0.01).run(1, 1_000, 0);
        assertThat(fate.stopped()).isBetween(0.00515, 0.00525);
        assertThat(new FailureByFailure(1, 0.05, 0.01).run(5, 20_000, 1e-6).stopped())
                .isGreaterThan(0.999);
    }

    @Test
    void unkindTrafficRollsNoHarmlessCandidateBackMoreOftenThanAllowed() {
        assertThat(goals(new FalseAlarmSection())).hasSize(5).allMatch(Goal::met);
    }

    @Test
    void lateHarmIsNoticed() {
        assertThat(goals(new LateOnsetSection())).hasSize(2);
    }

    @Test
    void drawsBothPictures(@TempDir Path folder) throws Exception {
        var delay = new DelaySection();
        var peers = new PeersSection();
        goals(delay);
        goals(peers);
        Pictures.delay(delay.cells(), folder);
        Pictures.falseAlarms(peers.looks(), folder);

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
    void allowsWhatChanceAllows() {
        assertThat(Runs.allowed(4_000)).isBetween(58, 61);
    }

    @Test
    void theSameSeedGivesTheSameCounts() {
        assertThat(FEW.of(1_000, draws -> draws.binomial(1_000, 0.01)))
                .isEqualTo(FEW.of(1_000, draws -> draws.binomial(1_000, 0.01)));
    }

    @Test
    void countsHaveTheirMeans() {
        var draws = new Draws(5);
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
    void theRulesOfOthersSayWhatTheyShould() {
        assertThat(PeerRules.failsAt99Percent(31, 3_000)).isTrue();
        assertThat(PeerRules.failsAt99Percent(30, 3_000)).isFalse();
        assertThat(PeerRules.z(new Trials(10_000, 50, 10_000, 80))).isBetween(2.63, 2.65);
        assertThat(PeerRules.sequenceSaysWorse(new Trials(100_000, 500, 100_000, 1_000)))
                .isTrue();
        assertThat(PeerRules.sequenceSaysWorse(new Trials(100_000, 500, 100_000, 500)))
                .isFalse();
        assertThat(PeerRules.rankTestSaysHigh(new double[] {5, 6, 7, 8, 9, 10}, new double[] {0, 1, 0, 1, 0, 1}))
                .isTrue();
        assertThat(PeerRules.rankTestSaysHigh(new double[] {0, 1, 0, 1, 0, 1}, new double[] {0, 1, 0, 1, 0, 1}))
                .isFalse();
    }

    private static List<Goal> goals(Section section) {
        return section.run(FEW, new Report("test", "test"));
    }
}
