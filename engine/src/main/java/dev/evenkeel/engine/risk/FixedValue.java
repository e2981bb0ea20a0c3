// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.rng.UniformRandomProvider;

/// A known number.
///
/// @param value any finite number
public record FixedValue(double value) implements RandomVariable {
    public FixedValue {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the number must be finite, got " + value);
        }
    }

    @Override
    public double mean() {
        return value;
    }

    @Override
    public double quantile(double share) {
        return value;
    }

    @Override
    public Sampler createSampler(UniformRandomProvider random) {
        return () -> value;
    }
}
