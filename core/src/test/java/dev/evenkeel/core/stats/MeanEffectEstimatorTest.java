// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanEffectEstimatorTest {
    private static final CandidateShare SHARE = CandidateShare.assigned(0.3);

    private record Unit(boolean treated, double outcome, double covariate) {}

    private static List<Unit> units(int count, long seed, double effect) {
        var random = new SplittableRandom(seed);
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean treated = random.nextDouble() < SHARE.candidate();
            double covariate = random.nextInt(10) == 0 ? Double.NaN : random.nextDouble();
            double base = Double.isNaN(covariate) ? 0.5 : covariate;
            double outcome = 0.2 + 0.5 * base + 0.1 * random.nextDouble() + (treated ? effect : 0);
            units.add(new Unit(treated, outcome, covariate));
        }
        return units;
    }

    private static MeanEffectEstimator of(List<Unit> units, boolean withCovariate) {
        var effect = new MeanEffectEstimator(SHARE);
        units.forEach(
                unit -> effect.observe(unit.treated(), unit.outcome(), withCovariate ? unit.covariate() : Double.NaN));
        return effect;
    }

    @Test
    void incrementalEstimateMatchesBatchFormula() {
        List<Unit> units = units(400, 1, 0.02);
        double[] phi = new double[units.size()];
        for (int i = 0; i < phi.length; i++) {
            Unit unit = units.get(i);
            List<Unit> before = units.subList(0, i);
            double m = 0.7 * referencePrediction(before, true, unit.covariate())
                    + 0.3 * referencePrediction(before, false, unit.covariate());
            phi[i] = unit.treated() ? (unit.outcome() - m) / 0.3 : -(unit.outcome() - m) / 0.7;
        }
        MeanEffectEstimator effect = of(units, true);
        double mean = List.of(boxed(phi)).stream().mapToDouble(x -> x).average().orElseThrow();
        double variance = List.of(boxed(phi)).stream()
                .mapToDouble(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        double rho2 = (-2 * Math.log(0.05) + Math.log(1 - 2 * Math.log(0.05))) / 1_000;
        double n = phi.length;
        double half = Math.sqrt(variance)
                * Math.sqrt(2 * (n * rho2 + 1) / (n * n * rho2) * Math.log(Math.sqrt(n * rho2 + 1) / 0.05));
        assertThat(effect.estimate()).isCloseTo(mean, within(1e-12));
        assertThat(effect.interval(0.05, 1_000).low()).isCloseTo(mean - half, within(1e-11));
        assertThat(effect.interval(0.05, 1_000).high()).isCloseTo(mean + half, within(1e-11));
    }

    private static Double[] boxed(double[] values) {
        Double[] boxed = new Double[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }

    private static double referencePrediction(List<Unit> before, boolean treated, double x) {
        List<Unit> side = before.stream().filter(u -> u.treated() == treated).toList();
        List<Unit> pairs =
                side.stream().filter(u -> !Double.isNaN(u.covariate())).toList();
        if (Double.isNaN(x) || pairs.size() < 100) {
            return side.stream().mapToDouble(Unit::outcome).average().orElse(0);
        }
        double mx = pairs.stream().mapToDouble(Unit::covariate).average().orElseThrow();
        double my = pairs.stream().mapToDouble(Unit::outcome).average().orElseThrow();
        double sxx = pairs.stream()
                .mapToDouble(u -> (u.covariate() - mx) * (u.covariate() - mx))
                .sum();
        double sxy = pairs.stream()
                .mapToDouble(u -> (u.covariate() - mx) * (u.outcome() - my))
                .sum();
        return Math.min(1, Math.max(0, my + sxy / sxx * (x - mx)));
    }

    @Test
    void covariateNarrowsInterval() {
        List<Unit> units = units(20_000, 2, 0.02);
        MeanEffectEstimator plain = of(units, false);
        MeanEffectEstimator adjusted = of(units, true);
        EffectInterval wide = plain.interval(0.05, 20_000);
        EffectInterval narrow = adjusted.interval(0.05, 20_000);
        assertThat(narrow.high() - narrow.low()).isLessThan(0.5 * (wide.high() - wide.low()));
        assertThat(adjusted.estimate()).isCloseTo(0.02, within(0.005));
        assertThat(adjusted.explainedVariance()).isBetween(0.9, 1.0);
        assertThat(plain.explainedVariance()).isZero();
    }

    @Test
    void resumesFromSavedState() {
        List<Unit> units = units(500, 3, 0);
        MeanEffectEstimator whole = of(units, true);
        MeanEffectEstimator resumed = new MeanEffectEstimator(SHARE);
        resumed.restore(of(units.subList(0, 300), true).state());
        units.subList(300, 500).forEach(u -> resumed.observe(u.treated(), u.outcome(), u.covariate()));
        assertThat(resumed.state()).isEqualTo(whole.state());
    }

    @Test
    void rejectsStateOfWrongSize() {
        assertThatThrownBy(() -> new MeanEffectEstimator(SHARE).restore(new double[1]))
                .hasMessageContaining("got 1");
    }

    @Test
    void intervalIsUnboundedWithoutUnits() {
        assertThat(new MeanEffectEstimator(SHARE).interval(0.05, 100))
                .isEqualTo(new EffectInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void rejectsOutcomeOutsideRange() {
        assertThatThrownBy(() -> new MeanEffectEstimator(SHARE).observe(true, 1.1, 0))
                .hasMessageContaining("got 1.1");
    }
}
