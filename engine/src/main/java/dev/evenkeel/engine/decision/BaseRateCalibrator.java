// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Scales the causes of a case to its base rate; by 1 where the case does not ask for it.
final class BaseRateCalibrator {
    private static final double MOST = 1 - 1e-15;

    private final RiskCase risk;
    private final @Nullable MajorIncidentBaseRate base;
    private final int[] causes;
    private final int[] rate;
    private final int[] effects;

    BaseRateCalibrator(RiskCase risk, QuantityIndex numbers) {
        this.risk = risk;
        MajorIncidentBaseRate given = risk.base();
        base = given != null && given.reconcile() ? given : null;
        causes = numbers.places(risk.causes().stream().map(RiskCause::chance).toList());
        rate = base == null ? new int[0] : numbers.places(List.of(base.failed(), base.majorGivenFailed()));
        effects = base == null
                ? new int[0]
                : numbers.places(
                        base.readiness().stream().map(ReadinessFactor::effect).toList());
    }

    /// By how much the rates of the causes are multiplied under these numbers.
    double scale(double[] at) {
        if (base == null) {
            return 1;
        }
        double shift = 0;
        for (int i = 0; i < effects.length; i++) {
            shift += base.readiness().get(i).moves(at[effects[i]]);
        }
        double hazard = 0;
        for (int cause : causes) {
            hazard += hazard(at[cause]);
        }
        return scale(MajorIncidentBaseRate.chance(at[rate[0]], at[rate[1]], shift), hazard);
    }

    /// A cause's chance with its rate multiplied.
    static double scaled(double chance, double scale) {
        return scale == 1 ? chance : -Math.expm1(-scale * hazard(chance));
    }

    private static double hazard(double chance) {
        return -Math.log1p(-Math.min(chance, MOST));
    }

    /* Causes that cannot strike stay so. */
    private static double scale(double chance, double hazard) {
        return hazard == 0 ? 1 : hazard(chance) / hazard;
    }

    /// Both chances, or null where the case knows no base rate.
    @Nullable
    BaseRateCalibration atMeans() {
        MajorIncidentBaseRate given = risk.base();
        if (given == null) {
            return null;
        }
        CourseRisk.Range chance = given.range();
        double hazard = risk.causes().stream()
                .mapToDouble(cause -> hazard(cause.chance().law().mean()))
                .sum();
        return new BaseRateCalibration(
                chance,
                -Math.expm1(-hazard),
                scale(chance.middle(), hazard),
                given.reconcile(),
                given.readiness().stream().filter(ReadinessFactor::extrapolates).toList());
    }
}
