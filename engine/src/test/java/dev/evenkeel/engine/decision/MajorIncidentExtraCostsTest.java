// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.decision.MajorIncidentExtraCosts.Churn;
import dev.evenkeel.engine.decision.MajorIncidentExtraCosts.ServiceCredit;
import java.util.List;
import org.junit.jupiter.api.Test;

class MajorIncidentExtraCostsTest {
    private static final int DRAWS = 100_000;
    private static final double PER_MINUTE = RiskCaseFixtures.PER_HOUR * RiskCaseFixtures.SHARE_LOST / 60;
    private static final MajorIncidentExtraCosts COSTS = new MajorIncidentExtraCosts(
            List.of(credit(240, 90_000), credit(60, 20_000)),
            new Churn(
                    RiskCaseFixtures.quantity("customers", 50_000),
                    RiskCaseFixtures.quantity("uplift", 0.002),
                    RiskCaseFixtures.quantity("customer", 400)),
            RiskCaseFixtures.quantity("response", 15_000),
            RiskCaseFixtures.quantity("fine", 35_000));

    private static ServiceCredit credit(double afterMinutes, double amount) {
        return new ServiceCredit(afterMinutes, RiskCaseFixtures.quantity("credit after " + afterMinutes, amount));
    }

    private static RiskCase riskCaseWithExtraCosts(MajorIncidentExtraCosts costs) {
        RiskCase two = RiskCaseFixtures.twoCourseCase("whole", "rehearsed");
        CostAssumptions money = two.costs();
        return new RiskCase(
                two.name(),
                two.asOf(),
                two.weeks(),
                two.causes(),
                two.work(),
                null,
                two.outages(),
                new CostAssumptions(
                        money.revenuePerHour(),
                        money.shareLost(),
                        money.errorsPerWeek(),
                        money.gainPerWeek(),
                        money.labourPerWeek(),
                        null,
                        costs),
                two.seasons(),
                two.overrun(),
                two.courses(),
                List.of(),
                null);
    }

    @Test
    void addsExtraCostsToIncidentLoss() {
        RiskCase risk = riskCaseWithExtraCosts(COSTS);
        IncidentLossBreakdown parts = IncidentLossBreakdown.of(risk, risk.getCourse("now"));
        double fourHours = RiskCaseFixtures.OUTAGE.exceedance(240);
        double anHour = RiskCaseFixtures.OUTAGE.exceedance(60);
        assertThat(parts.revenue()).isCloseTo(PER_MINUTE * RiskCaseFixtures.OUTAGE.mean(), within(1e-6));
        assertThat(parts.credits())
                .as("shares of 10,000 outages")
                .isCloseTo(90_000 * fourHours + 20_000 * (anHour - fourHours), within(5 * 90_000 * 0.5 / 100));
        assertThat(parts.churn()).isCloseTo(40_000, within(1e-9));
        assertThat(parts.labour()).isEqualTo(15_000);
        assertThat(parts.penalties()).isEqualTo(35_000);
        CourseCost now =
                CourseComparator.compare(risk, List.of(), 1, 1).getRisk("now").atMeans();
        assertThat(now.loss()).isEqualTo(parts.total());
        assertThat(IncidentLossBreakdown.of(risk, risk.getCourse("stabilise first"))
                        .credits())
                .isLessThan(parts.credits());
    }

    /// Nobody loses less than what does not depend on the length; above that the curve is that of the revenue,
    /// moved.
    @Test
    void shiftsExceedanceCurveByFixedCosts() {
        double fixed = 40_000 + 15_000 + 35_000;
        var costs = new MajorIncidentExtraCosts(List.of(), COSTS.churn(), COSTS.labour(), COSTS.penalties());
        List<Double> losses = List.of(fixed - 2_000, 1_000_000.0, 2_000_000.0);
        List<CourseRisk.Exceedance> curve = CourseComparator.compare(riskCaseWithExtraCosts(costs), losses, DRAWS, 1)
                .getRisk("now")
                .exceedance();
        assertThat(curve.getFirst().probability()).isCloseTo(0.40, within(1e-9));
        for (CourseRisk.Exceedance point : curve.subList(1, curve.size())) {
            double exact = 0.40 * RiskCaseFixtures.OUTAGE.exceedance((point.loss() - fixed) / PER_MINUTE);
            double error = Math.sqrt(exact * (0.40 - exact) / DRAWS);
            assertThat(point.probability()).isCloseTo(exact, within(4 * error + 0.005 * exact));
            assertThat(point.probability())
                    .as("above the curve of the revenue alone")
                    .isGreaterThan(0.40 * RiskCaseFixtures.OUTAGE.exceedance(point.loss() / PER_MINUTE));
        }
    }

    @Test
    void appliesOnlyServiceCreditOfLongestReachedDuration() {
        var costs = new MajorIncidentExtraCosts(List.of(credit(60, 20_000), credit(240, 90_000)), null, null, null);
        List<Double> steps = List.of(PER_MINUTE * 60 + 19_000, PER_MINUTE * 240 + 89_000);
        List<CourseRisk.Exceedance> curve = CourseComparator.compare(riskCaseWithExtraCosts(costs), steps, DRAWS, 1)
                .getRisk("now")
                .exceedance();
        assertThat(curve.get(0).probability()).isCloseTo(0.40 * RiskCaseFixtures.OUTAGE.exceedance(60), within(0.005));
        assertThat(curve.get(1).probability()).isCloseTo(0.40 * RiskCaseFixtures.OUTAGE.exceedance(240), within(0.005));
    }

    @Test
    void equalsRevenueLossWithoutExtraCosts() {
        RiskCase plain = RiskCaseFixtures.twoCourseCase("whole", "rehearsed");
        CourseComparison before = CourseComparator.compare(plain, List.of(1_000_000.0), 10_000, 3);
        assertThat(CourseComparator.compare(
                        riskCaseWithExtraCosts(MajorIncidentExtraCosts.NONE), List.of(1_000_000.0), 10_000, 3))
                .isEqualTo(before);
        IncidentLossBreakdown parts = IncidentLossBreakdown.of(plain, plain.getCourse("now"));
        assertThat(parts.total()).isEqualTo(parts.revenue());
        assertThat(MajorIncidentExtraCosts.NONE.isNone()).isTrue();
        assertThat(COSTS.isNone()).isFalse();
    }

    @Test
    void rejectsDuplicateAndNegativeCreditThresholds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MajorIncidentExtraCosts(List.of(credit(60, 1), credit(60, 2)), null, null, null))
                .withMessageContaining("two credits have the same afterMinutes: [60.0, 60.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> credit(-1, 5))
                .withMessageContaining("afterMinutes of a credit must be 0 or more, got -1.0");
    }
}
