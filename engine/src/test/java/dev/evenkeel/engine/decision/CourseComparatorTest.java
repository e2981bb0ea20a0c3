// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.risk.BetaValue;
import dev.evenkeel.engine.risk.FixedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CourseComparatorTest {
    private static final int DRAWS = 100_000;
    private static final List<Double> LOSSES = List.of(250_000.0, 1_000_000.0, 2_000_000.0, 5_000_000.0);

    @Test
    void reducesRiskTo10PercentOnlyWhenStabilizedAndPhased() {
        CourseComparison fourCauses = CourseComparator.compare(
                RiskCaseFixtures.fourCauseCase(RiskCaseFixtures.costs(0, 0), new FixedValue(1)), List.of(), 1, 1);
        assertThat(fourCauses.getRisk("now").atMeans().chance()).isCloseTo(0.401, within(0.0005));
        assertThat(fourCauses.getRisk("stabilised").atMeans().chance()).isCloseTo(0.171, within(0.0005));
        assertThat(fourCauses.getRisk("phased").atMeans().chance()).isCloseTo(0.239, within(0.0005));
        assertThat(fourCauses.getRisk("both").atMeans().chance()).isCloseTo(0.0965, within(0.00005));
    }

    @Test
    void matchesClosedFormForExpectedLossAndBreakEvenDelay() {
        CourseComparison two =
                CourseComparator.compare(RiskCaseFixtures.twoCourseCase("whole", "whole"), List.of(), 1, 1);
        CourseCost now = two.getRisk("now").atMeans();
        CourseCost first = two.getRisk("stabilise first").atMeans();
        assertThat(RiskCaseFixtures.OUTAGE.mean() / 60).isCloseTo(7.96, within(0.005));
        assertThat(now.loss()).isCloseTo(1_910_000, within(1_000.0));
        assertThat(now.expectedLoss()).isCloseTo(764_000, within(500.0));
        assertThat(first.expectedLoss()).isCloseTo(191_000, within(500.0));
        assertThat(first.breakEvenDelay(now)).isCloseTo(143_000, within(500.0));
    }

    @Test
    void raisesBreakEvenDelayForShorterOutages() {
        CourseComparison two =
                CourseComparator.compare(RiskCaseFixtures.twoCourseCase("in parts", "rehearsed"), List.of(), 1, 1);
        CourseCost now = two.getRisk("now").atMeans();
        CourseCost first = two.getRisk("stabilise first").atMeans();
        assertThat(now.expectedLoss()).isCloseTo(1_112_000, within(1_500.0));
        assertThat(first.expectedLoss()).isCloseTo(81_000, within(500.0));
        assertThat(first.breakEvenDelay(now)).isCloseTo(258_000, within(500.0));
    }

    @Test
    void matchesClosedFormForExceedanceOfSingleIncident() {
        CourseComparison two =
                CourseComparator.compare(RiskCaseFixtures.twoCourseCase("whole", "whole"), LOSSES, DRAWS, 1);
        assertCurve(two.getRisk("now"), 0.40, List.of(0.339, 0.185, 0.102, 0.033));
        assertCurve(two.getRisk("stabilise first"), 0.10, List.of(0.085, 0.046, 0.026, 0.008));
    }

    private static void assertCurve(CourseRisk risk, double chance, List<Double> published) {
        for (int i = 0; i < LOSSES.size(); i++) {
            double minutes = LOSSES.get(i) / (RiskCaseFixtures.PER_HOUR * RiskCaseFixtures.SHARE_LOST / 60);
            double exact = chance * RiskCaseFixtures.OUTAGE.exceedance(minutes);
            double fifth = 5 * Math.sqrt(exact * (chance - exact) / DRAWS) + 0.004 * exact;
            assertThat(exact).isCloseTo(published.get(i), within(0.0006));
            assertThat(risk.exceedance().get(i).probability()).isCloseTo(exact, within(fifth));
        }
    }

    @Test
    void addsUpOutagePhases() {
        CourseComparison two = CourseComparator.compare(
                RiskCaseFixtures.twoCourseCase("in parts", "rehearsed"), List.of(960_000.0), DRAWS, 1);
        assertThat(minutes(two.getRisk("now"))).isCloseTo(322, within(5.0));
        assertThat(minutes(two.getRisk("stabilise first"))).isCloseTo(138, within(3.0));
        assertThat(two.getRisk("now").exceedance().getFirst().probability() / 0.40)
                .isCloseTo(0.61, within(0.01));
        assertThat(two.getRisk("stabilise first").exceedance().getFirst().probability() / 0.10)
                .isCloseTo(0.25, within(0.01));
    }

    private static double minutes(CourseRisk risk) {
        return risk.loss().middle() / (RiskCaseFixtures.PER_HOUR * RiskCaseFixtures.SHARE_LOST / 60);
    }

    @Test
    void reproducesResultsForSameSeed() {
        RiskCase open = RiskCaseFixtures.uncertainCase(50_000, BetaValue.of(0.7, 10));
        CourseComparison first = CourseComparator.compare(open, LOSSES, DRAWS, 7);
        assertThat(CourseComparator.compare(open, LOSSES, DRAWS, 7)).isEqualTo(first);
    }

    @Test
    void agreesWithinErrorForOtherSeed() {
        RiskCase open = RiskCaseFixtures.uncertainCase(50_000, BetaValue.of(0.7, 10));
        CourseComparison first = CourseComparator.compare(open, LOSSES, DRAWS, 7);
        CourseComparison other = CourseComparator.compare(open, LOSSES, DRAWS, 8);
        for (CourseRisk risk : first.courses()) {
            CourseRisk again = other.getRisk(risk.course().name());
            assertThat(again.total().middle()).isNotEqualTo(risk.total().middle());
            assertThat(again.total().middle())
                    .isCloseTo(risk.total().middle(), within(5 * Math.hypot(risk.totalError(), again.totalError())));
        }
    }

    @Test
    void reportsUncertainQuantityThatDecidesComparison() {
        CourseComparison unsure = CourseComparator.compare(
                RiskCaseFixtures.uncertainCase(130_000, new BetaValue(0.6, 0.6)), List.of(), DRAWS, 1);
        assertThat(unsure.isConclusive()).isFalse();
        assertThat(unsure.decisiveQuantities().getFirst().quantity().name()).isEqualTo("cure mend a");
        assertThat(unsure.perfectInformation()).isPositive();
    }

    @Test
    void isConclusiveWhenQuantitiesAreNearlyCertain() {
        CourseComparison sure = CourseComparator.compare(
                RiskCaseFixtures.uncertainCase(1_000, BetaValue.of(0.9, 200)), List.of(), DRAWS, 1);
        assertThat(sure.isConclusive()).isTrue();
        assertThat(sure.best()).isEqualTo("first");
        assertThat(sure.getRisk("first").cheapest()).isGreaterThan(0.95);
    }

    @Test
    void estimatesChanceThatLateWorkFallsIntoFreeze() {
        CourseComparison open = CourseComparator.compare(
                RiskCaseFixtures.uncertainCase(1_000, BetaValue.of(0.9, 200)), List.of(), DRAWS, 1);
        assertThat(open.getRisk("now").inFreeze()).isZero();
        double late = open.getRisk("first").inFreeze();
        assertThat(late)
                .as("two weeks planned, the freeze begins after 15 days")
                .isBetween(0.8, 0.95);
    }

    @Test
    void reportsNoOutageLossForCourseWithoutChange() {
        RiskCase fourCauses = RiskCaseFixtures.fourCauseCase(RiskCaseFixtures.costs(10_000, 0), new FixedValue(1));
        List<Course> courses = new ArrayList<>(fourCauses.courses());
        courses.add(new Course("do not", RiskCaseFixtures.TODAY, false, List.of(), false, 0, "whole"));
        CourseComparison never = CourseComparator.compare(with(fourCauses, courses), LOSSES, 1_000, 1);
        CourseRisk not = never.getRisk("do not");
        assertThat(not.atMeans().total()).isEqualTo(260_000);
        assertThat(not.exceedance()).allMatch(point -> point.probability() == 0);
    }

    @Test
    void chargesDelayCostForLaterStart() {
        RiskCase fourCauses = RiskCaseFixtures.fourCauseCase(RiskCaseFixtures.costs(7_000, 0), new FixedValue(1));
        Course later = new Course("later", RiskCaseFixtures.TODAY.plusDays(42), true, List.of(), false, 0, "whole");
        CourseComparison comparison = CourseComparator.compare(
                with(fourCauses, List.of(fourCauses.getCourse("now"), later)), List.of(), 1, 1);
        assertThat(comparison.getRisk("now").atMeans().delay()).isZero();
        assertThat(comparison.getRisk("later").atMeans().delay()).isEqualTo(42_000);
        assertThat(comparison.getRisk("later").atMeans().doneAfterWeeks()).isEqualTo(6);
    }

    @Test
    void rejectsContradictoryCase() {
        RiskCase fourCauses = RiskCaseFixtures.fourCauseCase(RiskCaseFixtures.costs(0, 0), new FixedValue(1));
        List<Course> courses = new ArrayList<>(fourCauses.courses());
        courses.add(
                new Course("now", RiskCaseFixtures.TODAY.minusDays(1), true, List.of("mend z"), false, 0, "nowhere"));
        assertThatThrownBy(() -> with(fourCauses, courses))
                .hasMessageContaining("duplicate course now")
                .hasMessageContaining("starts before 2026-11-26")
                .hasMessageContaining("course now names unknown work item mend z")
                .hasMessageContaining("unknown outage nowhere");
        assertThatThrownBy(() -> CourseComparator.compare(fourCauses, List.of(), 0, 1))
                .hasMessageContaining("draws");
    }

    @Test
    void rejectsDifferentQuantitiesWithSameName() {
        RiskCase fourCauses = RiskCaseFixtures.fourCauseCase(RiskCaseFixtures.costs(0, 0), new FixedValue(1));
        List<RiskCause> causes =
                List.of(RiskCaseFixtures.cause("a", 0.1), new RiskCause("b", RiskCaseFixtures.quantity("q a", 0.2)));
        var twice = new RiskCase(
                "twice",
                RiskCaseFixtures.TODAY,
                26,
                causes,
                List.of(),
                fourCauses.containment(),
                fourCauses.outages(),
                fourCauses.costs(),
                List.of(),
                fourCauses.overrun(),
                List.of(
                        RiskCaseFixtures.course("now", List.of(), false, "whole"),
                        RiskCaseFixtures.course("phased", List.of(), true, "whole")),
                List.of(),
                null);
        assertThatThrownBy(() -> CourseComparator.compare(twice, List.of(), 1, 1))
                .hasMessageContaining("q a");
    }

    private static RiskCase with(RiskCase risk, List<Course> courses) {
        return new RiskCase(
                risk.name(),
                risk.asOf(),
                risk.weeks(),
                risk.causes(),
                risk.work(),
                risk.containment(),
                Map.copyOf(risk.outages()),
                risk.costs(),
                risk.seasons(),
                risk.overrun(),
                courses,
                risk.commitments(),
                risk.baseRate());
    }
}
