// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.RandomVariable;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;

/// The base rate of major incidents, by any cause, for changes of a kind.
///
/// @param failed probability that a change fails
/// @param majorGivenFailed probability that a failed change becomes a major incident
/// @param reconcile whether the causes are scaled so that their combined probability matches this rate
/// @param readiness factors in which this change differs from those of the base rate
public record MajorIncidentRatePerChange(
        Quantity failed, Quantity majorGivenFailed, boolean reconcile, List<ReadinessFactor> readiness) {
    private static final int DRAWS = 20_000;
    private static final long SEED = 21;
    private static final double FIVE = 0.05;

    public MajorIncidentRatePerChange {
        readiness = List.copyOf(readiness);
        if (!reconcile && !readiness.isEmpty()) {
            throw new IllegalArgumentException(
                    "readiness changes the base rate, which has no effect without reconcile: true; add it");
        }
    }

    /// Returns the probability with every number at its mean, and its central 90% interval.
    CourseRisk.EstimateWithBounds range() {
        var random = new SplittableRandom(SEED);
        UniformRandomProvider bits = random::nextLong;
        RandomVariable.Sampler fails = failed.distribution().createSampler(bits);
        RandomVariable.Sampler majors = majorGivenFailed.distribution().createSampler(bits);
        List<RandomVariable.Sampler> effects = readiness.stream()
                .map(one -> one.effect().distribution().createSampler(bits))
                .toList();
        var spread = new LogHistogram();
        for (int draw = 0; draw < DRAWS; draw++) {
            double shift = 0;
            for (int i = 0; i < effects.size(); i++) {
                shift += readiness.get(i).logitShift(effects.get(i).next());
            }
            spread.add(calculateChance(fails.next(), majors.next(), shift), 1);
        }
        double shift = readiness.stream()
                .mapToDouble(one -> one.logitShift(one.effect().distribution().mean()))
                .sum();
        return new CourseRisk.EstimateWithBounds(
                calculateChance(
                        failed.distribution().mean(),
                        majorGivenFailed.distribution().mean(),
                        shift),
                spread.quantile(FIVE),
                spread.quantile(1 - FIVE));
    }

    /// Returns the probability for these numbers.
    ///
    /// @param shift change of the logit of failure by readiness
    static double calculateChance(double failed, double major, double shift) {
        return shift == 0 ? failed * major : major / (1 + (1 - failed) / failed * Math.exp(-shift));
    }
}
