// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.UncertainValue;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;

/// How likely a change of this kind is to become a major incident by whatever cause.
///
/// @param failed chance that it fails
/// @param majorGivenFailed chance that it becomes a major incident when it fails
/// @param reconcile whether the causes are scaled until they make this chance together
/// @param readiness what makes this change differ from those that the chance is of
public record MajorIncidentBaseRate(
        Quantity failed, Quantity majorGivenFailed, boolean reconcile, List<ReadinessFactor> readiness) {
    private static final int DRAWS = 20_000;
    private static final long SEED = 21;
    private static final double FIVE = 0.05;

    public MajorIncidentBaseRate {
        readiness = List.copyOf(readiness);
        if (!reconcile && !readiness.isEmpty()) {
            throw new IllegalArgumentException(
                    "readiness moves the base rate, and that moves nothing here: say reconcile: true");
        }
    }

    /// The chance with every number at its mean, and the ends of the central 90 % over what is open.
    CourseRisk.Range range() {
        var random = new SplittableRandom(SEED);
        UniformRandomProvider bits = random::nextLong;
        UncertainValue.Sampler fails = failed.law().draws(bits);
        UncertainValue.Sampler majors = majorGivenFailed.law().draws(bits);
        List<UncertainValue.Sampler> effects =
                readiness.stream().map(one -> one.effect().law().draws(bits)).toList();
        var spread = new LogHistogram();
        for (int draw = 0; draw < DRAWS; draw++) {
            double shift = 0;
            for (int i = 0; i < effects.size(); i++) {
                shift += readiness.get(i).moves(effects.get(i).next());
            }
            spread.add(chance(fails.next(), majors.next(), shift), 1);
        }
        double shift = readiness.stream()
                .mapToDouble(one -> one.moves(one.effect().law().mean()))
                .sum();
        return new CourseRisk.Range(
                chance(failed.law().mean(), majorGivenFailed.law().mean(), shift),
                spread.quantile(FIVE),
                spread.quantile(1 - FIVE));
    }

    /// The chance under these numbers.
    ///
    /// @param shift what readiness adds to the logit of failing
    static double chance(double failed, double major, double shift) {
        return shift == 0 ? failed * major : major / (1 + (1 - failed) / failed * Math.exp(-shift));
    }
}
