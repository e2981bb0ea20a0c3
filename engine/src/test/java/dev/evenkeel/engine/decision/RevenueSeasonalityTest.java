// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.engine.risk.LognormalValue;
import dev.evenkeel.engine.risk.RandomVariable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevenueSeasonalityTest {
    private static final List<Double> FLAT = Collections.nCopies(168, 1.0);
    private static final List<Double> YEAR = Collections.nCopies(12, 1.0);
    /* Open from 9 to 17, Monday to Friday. */
    private static final List<Double> OFFICE = IntStream.range(0, 168)
            .mapToObj(hour -> hour < 120 && hour % 24 >= 9 && hour % 24 < 17 ? 168 / 40.0 : 0.0)
            .toList();

    @Test
    void weightsOutageByRevenueOfItsHours() {
        var office = new RevenueSeasonality(OFFICE, YEAR, List.of(9, 16, 112));
        double open = 168 / 40.0;
        assertThat(office.revenueHours(0, 2.5)).as("Monday at nine").isCloseTo(2.5 * open, within(1e-9));
        assertThat(office.revenueHours(0.5, 2.5)).as("Monday at four").isCloseTo(open, within(1e-9));
        assertThat(office.revenueHours(1, 65))
                .as("Friday at four, to Monday at nine")
                .isCloseTo(open, within(1e-9));
        assertThat(office.revenueHours(1, 66)).isCloseTo(2 * open, within(1e-9));
        assertThat(office.revenueHours(0, 1_680 + 2.5))
                .as("ten weeks more")
                .isCloseTo(1_680 + 2.5 * open, within(1e-6));
        assertThat(office.revenueHours(0.2, 0)).isZero();
        assertThat(office.revenueHours(2.5)).isCloseTo((2.5 + 1 + 1) * open / 3, within(1e-9));
    }

    @Test
    void rejectsInvalidSeasonality() {
        assertThatThrownBy(() -> new RevenueSeasonality(FLAT.subList(1, 168), YEAR, List.of(1)))
                .hasMessageContaining("a week must have 168 values");
        assertThatThrownBy(() -> new RevenueSeasonality(FLAT, Collections.nCopies(12, 0.0), List.of(1)))
                .hasMessageContaining("12 values above 0");
        assertThatThrownBy(() -> new RevenueSeasonality(FLAT, YEAR, List.of(168)))
                .hasMessageContaining("start hours of outages must be one or more, each from 0 to 167");
    }

    @Test
    void leavesLossUnchangedForFlatSeasonality() {
        CourseRisk flat = compareNowCourse(new RevenueSeasonality(FLAT, YEAR, List.of(9, 10)), RiskCaseFixtures.OUTAGE);
        CourseRisk none = compareNowCourse(null, RiskCaseFixtures.OUTAGE);
        assertThat(flat.atMeans().loss()).isCloseTo(none.atMeans().loss(), within(1.0));
    }

    @Test
    void raisesLossOnlyForShortPeakHourOutages() {
        var office = new RevenueSeasonality(OFFICE, YEAR, List.of(9, 10, 11, 12));
        double mean = compareNowCourse(null, new FixedValue(60)).atMeans().loss();
        assertThat(compareNowCourse(office, new FixedValue(60)).atMeans().loss())
                .isCloseTo(mean * 168 / 40, within(1.0));
        double month =
                compareNowCourse(null, new FixedValue(60 * 24 * 28)).atMeans().loss();
        assertThat(compareNowCourse(office, new FixedValue(60 * 24 * 28))
                        .atMeans()
                        .loss())
                .isCloseTo(month, within(1.0));
    }

    @Test
    void agreesWithSimulationOnMeanLoss() {
        var office = new RevenueSeasonality(OFFICE, YEAR, List.of(9, 10, 11, 12, 13, 14, 15, 16));
        CourseRisk risk = compareNowCourse(office, new LognormalValue(Math.log(90), 1));
        double exact = risk.atMeans().total();
        assertThat(risk.total().middle()).isCloseTo(exact, within(6 * risk.totalError() + 0.01 * exact));
        assertThat(exact)
                .isGreaterThan(1.5
                        * compareNowCourse(null, new LognormalValue(Math.log(90), 1))
                                .atMeans()
                                .total());
    }

    @Test
    void weightsLossByRolloutMonth() {
        List<Double> november = IntStream.rangeClosed(1, 12)
                .mapToObj(month -> month == 11 ? 1.7 : 1.0)
                .toList();
        CourseRisk risk = compareNowCourse(new RevenueSeasonality(FLAT, november, List.of(9)), RiskCaseFixtures.OUTAGE);
        assertThat(risk.atMeans().loss())
                .isCloseTo(
                        1.7
                                * compareNowCourse(null, RiskCaseFixtures.OUTAGE)
                                        .atMeans()
                                        .loss(),
                        within(2.0));
    }

    private static CourseRisk compareNowCourse(@Nullable RevenueSeasonality seasonality, RandomVariable outage) {
        RiskCase fourCauses = RiskCaseFixtures.twoCourseCase("whole", "whole");
        CostAssumptions costs = fourCauses.costs();
        var risk = new RiskCase(
                "a curve",
                fourCauses.asOf(),
                fourCauses.weeks(),
                fourCauses.causes(),
                fourCauses.work(),
                null,
                Map.of("whole", List.of(RiskCaseFixtures.quantity("outage", outage))),
                new CostAssumptions(
                        costs.revenuePerHour(),
                        costs.shareLost(),
                        costs.errorsPerWeek(),
                        costs.gainPerWeek(),
                        costs.labourPerWeek(),
                        seasonality,
                        costs.incident()),
                List.of(),
                fourCauses.overrun(),
                fourCauses.courses(),
                List.of(),
                null);
        return CourseComparator.compare(risk, List.of(), 50_000, 1).getRisk("now");
    }
}
