// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.RandomVariable;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;

/// A deterministic sample of 10,000 outage durations.
final class OutageDurationSampler {
    private static final int DRAWS = 10_000;
    private static final long SEED = 168;

    private OutageDurationSampler() {}

    /// Returns durations in minutes.
    ///
    /// @param parts sequential parts of the outage
    static double[] sampleMinutes(List<Quantity> parts) {
        var random = new SplittableRandom(SEED);
        UniformRandomProvider bits = random::nextLong;
        List<RandomVariable.Sampler> samplers = parts.stream()
                .map(part -> part.distribution().createSampler(bits))
                .toList();
        return DoubleStream.generate(() -> samplers.stream()
                        .mapToDouble(RandomVariable.Sampler::next)
                        .sum())
                .limit(DRAWS)
                .toArray();
    }
}
