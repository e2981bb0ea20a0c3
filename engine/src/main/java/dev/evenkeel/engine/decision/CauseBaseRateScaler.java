// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The calibrator of a case's causes to its base rate; the scale is 1 where the case does not request it.
final class CauseBaseRateScaler {
    private static final double MOST = 1 - 1e-15;

    private final RiskCase risk;
    private final @Nullable MajorIncidentRatePerChange base;
    private final int[] causes;
    private final int[] rate;
    private final int[] effects;

    CauseBaseRateScaler(RiskCase risk, QuantityIndex numbers) {
        this.risk = risk;
        MajorIncidentRatePerChange given = risk.baseRate();
        base = given != null && given.reconcile() ? given : null;
        causes = numbers.indexesOf(risk.causes().stream().map(RiskCause::chance).toList());
        rate = base == null ? new int[0] : numbers.indexesOf(List.of(base.failed(), base.majorGivenFailed()));
        effects = base == null
                ? new int[0]
                : numbers.indexesOf(
                        base.readiness().stream().map(ReadinessFactor::effect).toList());
    }

    /// Returns the factor on the rates of the causes for these numbers.
    double scale(double[] at) {
        if (base == null) {
            return 1;
        }
        double shift = 0;
        for (int i = 0; i < effects.length; i++) {
            shift += base.readiness().get(i).logitShift(at[effects[i]]);
        }
        double hazard = 0;
        for (int cause : causes) {
            hazard += toHazard(at[cause]);
        }
        return scale(MajorIncidentRatePerChange.calculateChance(at[rate[0]], at[rate[1]], shift), hazard);
    }

    /// Returns a cause's probability with its rate multiplied.
    static double scaleChance(double chance, double scale) {
        return scale == 1 ? chance : -Math.expm1(-scale * toHazard(chance));
    }

    private static double toHazard(double chance) {
        return -Math.log1p(-Math.min(chance, MOST));
    }

    /* Impossible causes remain impossible. */
    private static double scale(double chance, double hazard) {
        return hazard == 0 ? 1 : toHazard(chance) / hazard;
    }

    /// Returns the calibration at the means, or null where the case has no base rate.
    @Nullable
    CauseBaseRateScaling calibrateAtMeans() {
        MajorIncidentRatePerChange given = risk.baseRate();
        if (given == null) {
            return null;
        }
        CourseRisk.EstimateWithBounds chance = given.range();
        double hazard = risk.causes().stream()
                .mapToDouble(cause -> toHazard(cause.chance().distribution().mean()))
                .sum();
        return new CauseBaseRateScaling(
                chance,
                -Math.expm1(-hazard),
                scale(chance.middle(), hazard),
                given.reconcile(),
                given.readiness().stream()
                        .filter(ReadinessFactor::isExtrapolated)
                        .toList());
    }
}
