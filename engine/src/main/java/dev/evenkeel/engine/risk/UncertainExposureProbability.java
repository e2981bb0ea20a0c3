// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/// An occurrence probability whose exposure is multiplied by an uncertain number:
/// `1 - exp(-rate x multiplier x exposure)`. Assumes that rate and multiplier are independent.
///
/// Mean and quantiles are averages over the midpoints of 200 equal parts of the multiplier's distribution,
/// with an error of some thousandths of the probability.
///
/// @param once probability for multiplier 1
/// @param multiplier distribution without negative values
public record UncertainExposureProbability(OccurrenceProbability once, RandomVariable multiplier)
        implements RandomVariable {
    private static final int PARTS = 200;
    private static final double RIGHT_TO = 1e-9;

    public UncertainExposureProbability {
        if (!(multiplier.quantile(0) >= 0)) {
            throw new IllegalArgumentException("the multiplier must not have negative values");
        }
    }

    @Override
    public double mean() {
        return parts().stream()
                .mapToDouble(OccurrenceProbability::mean)
                .average()
                .orElseThrow();
    }

    @Override
    public double quantile(double share) {
        List<OccurrenceProbability> parts = parts();
        double low = 0;
        double high = 1;
        while (share > 0 && share < 1 && high - low > RIGHT_TO) {
            double middle = (low + high) / 2;
            double notAbove = parts.stream()
                    .mapToDouble(part -> part.cumulativeProbability(middle))
                    .average()
                    .orElseThrow();
            if (notAbove < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return share < 1 ? low : high;
    }

    private List<OccurrenceProbability> parts() {
        return IntStream.range(0, PARTS)
                .mapToObj(part -> once.times(multiplier.quantile((part + 0.5) / PARTS)))
                .toList();
    }

    @Override
    public Sampler createSampler(UniformRandomProvider random) {
        Sampler rates = once.createRateSampler(random);
        Sampler multipliers = multiplier.createSampler(random);
        return () -> -Math.expm1(-rates.next() * multipliers.next() * once.exposure());
    }
}
