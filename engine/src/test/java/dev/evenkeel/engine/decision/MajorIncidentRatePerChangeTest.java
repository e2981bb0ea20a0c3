// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.risk.BetaValue;
import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.engine.risk.NormalValue;
import dev.evenkeel.engine.risk.RandomVariable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MajorIncidentRatePerChangeTest {
    private static final int DRAWS = 50_000;

    private static MajorIncidentRatePerChange base(
            double failed, double major, boolean reconcile, ReadinessFactor... readiness) {
        return new MajorIncidentRatePerChange(
                RiskCaseFixtures.quantity("failed", failed),
                RiskCaseFixtures.quantity("major", major),
                reconcile,
                List.of(readiness));
    }

    private static CourseComparison compare(@Nullable MajorIncidentRatePerChange base, int draws) {
        RiskCase fourCauses = RiskCaseFixtures.fourCauseCase(RiskCaseFixtures.costs(0, 0), new FixedValue(1));
        var risk = new RiskCase(
                fourCauses.name(),
                fourCauses.asOf(),
                fourCauses.weeks(),
                fourCauses.causes(),
                fourCauses.work(),
                fourCauses.containment(),
                fourCauses.outages(),
                fourCauses.costs(),
                fourCauses.seasons(),
                fourCauses.overrun(),
                fourCauses.courses(),
                List.of(),
                base);
        return CourseComparator.compare(risk, List.of(), draws, 1);
    }

    /// The four causes give 0.401; the base rate of such changes is 0.15.
    @Test
    void scalesCausesToMatchBaseRate() {
        CourseComparison comparison = compare(base(0.3, 0.5, true), 1);
        CauseBaseRateScaling known = Objects.requireNonNull(comparison.calibration());
        assertThat(known.causes()).isCloseTo(0.4010, within(0.0005));
        assertThat(known.base().middle()).isCloseTo(0.15, within(1e-12));
        double scale = Math.log(0.85) / Math.log(0.85 * 0.87 * 0.9 * 0.9);
        assertThat(scale).isCloseTo(0.3171, within(0.0001));
        assertThat(known.scale()).isCloseTo(scale, within(1e-9));
        assertThat(known.applied()).isTrue();
        assertThat(comparison.getRisk("now").atMeans().chance()).isCloseTo(0.15, within(1e-9));
        double phased = 1
                - (1 - 0.55 * (1 - Math.pow(0.85, scale)))
                        * (1 - 0.55 * (1 - Math.pow(0.87, scale)))
                        * Math.pow(1 - 0.55 * (1 - Math.pow(0.9, scale)), 2);
        assertThat(comparison.getRisk("phased").atMeans().chance()).isCloseTo(phased, within(1e-9));
    }

    @Test
    void leavesCausesUnscaledUnlessReconcileIsEnabled() {
        CourseComparison shown = compare(base(0.3, 0.5, false), 1_000);
        assertThat(Objects.requireNonNull(shown.calibration()).applied()).isFalse();
        assertThat(shown.calibration().scale()).isCloseTo(0.3171, within(0.0001));
        CourseComparison without = compare(null, 1_000);
        assertThat(without.calibration()).isNull();
        assertThat(shown.courses()).isEqualTo(without.courses());
    }

    /// The sum of the causes is as uncertain as the base rate.
    @Test
    void scalesCausesSeparatelyInEachDraw() {
        var open = new MajorIncidentRatePerChange(
                RiskCaseFixtures.quantity("failed", new BetaValue(3, 17)),
                RiskCaseFixtures.quantity("major", new BetaValue(2, 2)),
                true,
                List.of());
        CourseRisk.EstimateWithBounds chance =
                compare(open, DRAWS).getRisk("now").chance();
        assertThat(chance.middle()).isCloseTo(0.15 * 0.5, within(0.001));
        assertThat(chance.low()).isLessThan(0.02);
        assertThat(chance.high()).isGreaterThan(0.16);
        CauseBaseRateScaling known = Objects.requireNonNull(compare(open, 1).calibration());
        assertThat(known.base().low()).isCloseTo(chance.low(), within(0.003));
        assertThat(known.base().high()).isCloseTo(chance.high(), within(0.006));
    }

    @Test
    void shiftsFailureLogitByReadinessFactors() {
        ReadinessFactor one = factor(new FixedValue(0.5), 3, 1, false, null);
        CourseComparison comparison = compare(base(0.3, 0.5, true, one), 1);
        double odds = 0.3 / 0.7 * Math.exp(1);
        assertThat(comparison.getRisk("now").atMeans().chance()).isCloseTo(0.5 * odds / (1 + odds), within(1e-9));
        ReadinessFactor less = factor(new NormalValue(-0.5, 0.2), 3, 1, false, null);
        assertThat(compare(base(0.3, 0.5, true, less), DRAWS)
                        .getRisk("now")
                        .chance()
                        .middle())
                .isLessThan(0.09);
    }

    @Test
    void requiresReconcileWithReadinessFactors() {
        ReadinessFactor one = factor(new FixedValue(0.5), 3, 1, false, null);
        assertThatThrownBy(() -> base(0.3, 0.5, false, one)).hasMessageContaining("reconcile: true");
    }

    private static ReadinessFactor factor(
            RandomVariable effect,
            double value,
            double mean,
            boolean board,
            ReadinessFactor.@Nullable ObservedRange seen) {
        return new ReadinessFactor("factor", value, mean, RiskCaseFixtures.quantity("effect", effect), board, seen);
    }

    @Test
    void doesNotLowerRiskForBoardApproval() {
        ReadinessFactor readinessFactor = factor(new NormalValue(0.1, 1), 1, 0, true, null);
        assertThat(readinessFactor.logitShift(-2)).isZero();
        assertThat(readinessFactor.logitShift(2)).isEqualTo(2);
    }

    @Test
    void rejectsBoardApprovalThatLowersRisk() {
        assertThatThrownBy(() -> factor(new NormalValue(-0.5, 1), 1, 0, true, null))
                .hasMessageContaining("DORA 2019");
        assertThatThrownBy(() -> factor(new FixedValue(0.5), 0, 1, true, null)).hasMessageContaining("2.6 times");
    }

    /// O-rings of the shuttle, which flew at 53 to 81 F: the fit gives 0.9996 at 31 F, outside the observed
    /// range.
    @Test
    void reportsFactorsOutsideObservedRangeAsExtrapolated() {
        double mean = 70;
        double usual = 1 / (1 + Math.exp(-(15.0429 - 0.2322 * mean)));
        ReadinessFactor cold =
                factor(new FixedValue(-0.2322), 31, mean, false, new ReadinessFactor.ObservedRange(53, 81));
        CauseBaseRateScaling known =
                Objects.requireNonNull(compare(base(usual, 1, true, cold), 1).calibration());
        assertThat(known.base().middle()).isCloseTo(0.9996, within(0.0001));
        assertThat(known.extrapolated()).containsExactly(cold);
        assertThat(factor(new FixedValue(1), 53, 60, false, new ReadinessFactor.ObservedRange(53, 81))
                        .isExtrapolated())
                .isFalse();
    }

    @Test
    void rejectsInvalidFactorsAndRanges() {
        assertThatThrownBy(() -> new ReadinessFactor.ObservedRange(2, 1))
                .hasMessageContaining("low must not be above high");
        assertThatThrownBy(() -> factor(new FixedValue(1), Double.NaN, 0, false, null))
                .hasMessageContaining("must be numbers");
    }

    @Test
    void returnsValidProbabilitiesForExtremeInputs() {
        assertThat(CauseBaseRateScaler.scaleChance(1, 2)).isCloseTo(1, within(1e-12));
        assertThat(CauseBaseRateScaler.scaleChance(0, 2)).isZero();
        assertThat(MajorIncidentRatePerChange.calculateChance(0, 0.5, 1)).isZero();
        assertThat(MajorIncidentRatePerChange.calculateChance(1, 0.5, -1)).isEqualTo(0.5);
    }
}
