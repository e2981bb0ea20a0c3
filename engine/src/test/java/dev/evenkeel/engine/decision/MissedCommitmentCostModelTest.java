// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.decision.CourseRisk.CommitmentRisk;
import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.engine.risk.LognormalValue;
import dev.evenkeel.engine.risk.OverrunFactorDistribution;
import dev.evenkeel.engine.risk.RandomVariable;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissedCommitmentCostModelTest {
    private static final int DRAWS = 100_000;
    private static final LocalDate TODAY = RiskCaseFixtures.TODAY;
    private static final Quantity FIXED = RiskCaseFixtures.quantity("cost of missing it", 200_000);
    private static final Quantity WEEKLY = RiskCaseFixtures.quantity("cost of a week late", 10_000);

    /* Four weeks of work, then one of rollout; or at once; or never. */
    private static RiskCase riskCase(
            RandomVariable overrun, List<RevenueOrFreezePeriod> seasons, List<DeliveryDateCommitment> commitments) {
        RiskCase two = RiskCaseFixtures.twoCourseCase("whole", "whole");
        return new RiskCase(
                "a promise",
                TODAY,
                26,
                two.causes(),
                two.work(),
                null,
                two.outages(),
                RiskCaseFixtures.costs(0, 0),
                seasons,
                RiskCaseFixtures.quantity("overrun", overrun),
                List.of(
                        new Course("now", TODAY, true, List.of(), false, 1, "whole"),
                        new Course("stabilise first", TODAY, true, List.of("stability work"), false, 1, "whole"),
                        new Course("do not", TODAY, false, List.of(), false, 0, "whole")),
                commitments,
                null);
    }

    private static DeliveryDateCommitment commitmentDueIn(int days) {
        return new DeliveryDateCommitment("report", TODAY.plusDays(days), "the regulator", FIXED, WEEKLY);
    }

    private static CommitmentRisk commitmentRisk(CourseComparison comparison, String course) {
        return comparison.getRisk(course).commitments().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"35, 1, 0", "34, 0, 201428.571", "21, 0, 220000"})
    void chargesPerWeekLateWithoutOverrun(int days, double met, double cost) {
        CourseComparison onTime = CourseComparator.compare(
                riskCase(new FixedValue(1), List.of(), List.of(commitmentDueIn(days))), List.of(), 10, 1);
        CommitmentRisk first = commitmentRisk(onTime, "stabilise first");
        assertThat(first.met()).isEqualTo(met);
        assertThat(first.error()).isZero();
        assertThat(first.missCost()).isCloseTo(cost, within(0.01));
        assertThat(onTime.getRisk("stabilise first").atMeans().missedCommitments())
                .isCloseTo(cost, within(0.01));
        assertThat(commitmentRisk(onTime, "now").met()).isEqualTo(1);
        assertThat(onTime.getRisk("now").atMeans().missedCommitments()).isZero();
    }

    @Test
    void countsUndeliveredCommitmentAsLateUntilHorizonEnds() {
        CourseComparison onTime = CourseComparator.compare(
                riskCase(new FixedValue(1), List.of(), List.of(commitmentDueIn(35))), List.of(), 10, 1);
        CommitmentRisk never = commitmentRisk(onTime, "do not");
        assertThat(never.met()).isZero();
        assertThat(never.missCost()).as("26 weeks less 5").isCloseTo(200_000 + 21 * 10_000, within(1e-6));
        assertThat(onTime.getRisk("do not").total().middle())
                .as("the total contains only the commitment")
                .isCloseTo(410_000, within(1e-6));
    }

    /// Work of 28 days is over after 28 times the overrun, rounded to days; the rollout takes 7 more. So the
    /// day is met up to an overrun of (days - 6.5) / 28: in the even part of the law by 0.82 (u - 1) / 0.5, in
    /// its tail by 1 - 0.18 (u / 1.5)^-1.38.
    @ParameterizedTest
    @CsvSource({"40, 0.32214", "46, 0.67357", "60, 0.87111", "80, 0.91685"})
    void matchesClosedFormProbabilityWithOverrun(int days, double published) {
        double overrun = (days - 6.5) / 28;
        double exact = overrun <= 1.5 ? 0.82 * (overrun - 1) / 0.5 : 1 - 0.18 * Math.pow(overrun / 1.5, -1.38);
        assertThat(exact).isCloseTo(published, within(1e-5));
        CommitmentRisk first = commitmentRisk(
                CourseComparator.compare(
                        riskCase(new OverrunFactorDistribution(3), List.of(), List.of(commitmentDueIn(days))),
                        List.of(),
                        DRAWS,
                        1),
                "stabilise first");
        assertThat(first.error()).isCloseTo(Math.sqrt(exact * (1 - exact) / DRAWS), within(1e-5));
        assertThat(first.met()).isCloseTo(exact, within(4 * first.error()));
    }

    @Test
    void agreesWithSimulationOnAverageMissCost() {
        CourseRisk first = CourseComparator.compare(
                        riskCase(new OverrunFactorDistribution(3), List.of(), List.of(commitmentDueIn(40))),
                        List.of(),
                        DRAWS,
                        1)
                .getRisk("stabilise first");
        double drawn = first.commitments().getFirst().missCost();
        assertThat(drawn).isBetween(0.677 * 200_000, 0.679 * 200_000 + 0.679 * 10_000 * 8);
        assertThat(first.atMeans().missedCommitments())
                .as("by 200 quantiles of the overrun, each worth a half per cent")
                .isCloseTo(drawn, within(0.005 * 220_000));
        assertThat(first.total().middle()
                        - CourseComparator.compare(
                                        riskCase(new OverrunFactorDistribution(3), List.of(), List.of()),
                                        List.of(),
                                        DRAWS,
                                        1)
                                .getRisk("stabilise first")
                                .total()
                                .middle())
                .as("the same draws")
                .isCloseTo(drawn, within(1e-3));
    }

    @Test
    void pausesRolloutDuringFreeze() {
        var freeze = new RevenueOrFreezePeriod("freeze", TODAY.plusDays(3), TODAY.plusDays(12), 1, true);
        var later = new RevenueOrFreezePeriod("again", TODAY.plusDays(12), TODAY.plusDays(20), 1, true);
        var busy = new RevenueOrFreezePeriod("busy", TODAY.plusDays(21), TODAY.plusDays(60), 1.5, false);
        Course now = new Course("now", TODAY, true, List.of(), false, 1, "whole");
        assertThat(new FreezeAdjustedRolloutEnd(now, List.of()).endDay(0)).isEqualTo(TODAY.toEpochDay() + 7);
        assertThat(new FreezeAdjustedRolloutEnd(now, List.of(later, busy, freeze)).endDay(0))
                .as("three days before, four after the twentieth")
                .isEqualTo(TODAY.toEpochDay() + 25);
        assertThat(new FreezeAdjustedRolloutEnd(now, List.of(freeze)).endDay(5.0 / 7))
                .as("begins on the thirteenth")
                .isEqualTo(TODAY.toEpochDay() + 20);
        assertThat(new FreezeAdjustedRolloutEnd(now, List.of(freeze)).endDay(13.0 / 7))
                .isEqualTo(TODAY.toEpochDay() + 20);
    }

    /// Against a walk from day to day.
    @Test
    void matchesDayByDayCalculationOfRolloutEnd() {
        var random = new SplittableRandom(7);
        for (int trial = 0; trial < 500; trial++) {
            List<RevenueOrFreezePeriod> seasons = random.ints(6, 0, 60)
                    .mapToObj(from -> new RevenueOrFreezePeriod(
                            "s" + from, TODAY.plusDays(from), TODAY.plusDays(from + random.nextInt(9)), 1, true))
                    .toList();
            int work = random.nextInt(30);
            int rollout = random.nextInt(20);
            Course course = new Course("now", TODAY, true, List.of(), false, rollout / 7.0, "whole");
            assertThat(new FreezeAdjustedRolloutEnd(course, seasons).endDay(work / 7.0))
                    .isEqualTo(rolloutEndDayByDay(seasons, work, rollout).toEpochDay());
        }
    }

    private static LocalDate rolloutEndDayByDay(List<RevenueOrFreezePeriod> seasons, int work, int rollout) {
        LocalDate day = TODAY.plusDays(work);
        int left = rollout;
        while (frozen(seasons, day) || left > 0) {
            left -= frozen(seasons, day) ? 0 : 1;
            day = day.plusDays(1);
        }
        return day;
    }

    private static boolean frozen(List<RevenueOrFreezePeriod> seasons, LocalDate day) {
        return seasons.stream().anyMatch(season -> season.covers(day));
    }

    @Test
    void leavesOtherFiguresUnchangedForCommitmentWithoutCost() {
        RandomVariable late = new OverrunFactorDistribution(3);
        var free = new DeliveryDateCommitment("report", TODAY.plusDays(40), null, null, null);
        CourseComparison with =
                CourseComparator.compare(riskCase(late, List.of(), List.of(free)), List.of(1e6), 2_000, 1);
        CourseComparison without =
                CourseComparator.compare(riskCase(late, List.of(), List.of()), List.of(1e6), 2_000, 1);
        assertThat(commitmentRisk(with, "stabilise first").met()).isBetween(0.28, 0.37);
        assertThat(commitmentRisk(with, "stabilise first").missCost()).isZero();
        for (CourseRisk other : without.courses()) {
            CourseRisk one = with.getRisk(other.course().name());
            assertThat(one)
                    .usingRecursiveComparison()
                    .ignoringFields("commitments")
                    .isEqualTo(other);
        }
    }

    @Test
    void includesUncertainMissCostInSensitivities() {
        RandomVariable open = new LognormalValue(Math.log(200_000), 1);
        var promise = new DeliveryDateCommitment(
                "report", TODAY.plusDays(20), null, RiskCaseFixtures.quantity("cost of missing it", open), null);
        CourseComparison comparison =
                CourseComparator.compare(riskCase(new FixedValue(1), List.of(), List.of(promise)), List.of(), 100, 1);
        assertThat(comparison.sensitivities())
                .anySatisfy(swing -> assertThat(swing.quantity().name()).isEqualTo("cost of missing it"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 183})
    void rejectsDueDateOutsidePlanningPeriod(int days) {
        assertThatThrownBy(() -> riskCase(new FixedValue(1), List.of(), List.of(commitmentDueIn(days))))
                .hasMessageContaining("commitment report is due on " + TODAY.plusDays(days) + ", outside of " + TODAY
                        + " to " + TODAY.plusDays(182));
    }

    @Test
    void rejectsDuplicateCommitmentNames() {
        assertThatThrownBy(
                        () -> riskCase(new FixedValue(1), List.of(), List.of(commitmentDueIn(1), commitmentDueIn(2))))
                .hasMessageContaining("duplicate commitment report");
    }
}
