// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.UncertainValue;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;

/// How long outages of a kind last: 10,000 of them, the same each time.
final class OutageDurationSamples {
    private static final int DRAWS = 10_000;
    private static final long SEED = 168;

    private OutageDurationSamples() {}

    /// Their minutes.
    ///
    /// @param parts of the outage, one after the other
    static double[] minutes(List<Quantity> parts) {
        var random = new SplittableRandom(SEED);
        UniformRandomProvider bits = random::nextLong;
        List<UncertainValue.Sampler> laws =
                parts.stream().map(part -> part.law().draws(bits)).toList();
        return DoubleStream.generate(() ->
                        laws.stream().mapToDouble(UncertainValue.Sampler::next).sum())
                .limit(DRAWS)
                .toArray();
    }
}
