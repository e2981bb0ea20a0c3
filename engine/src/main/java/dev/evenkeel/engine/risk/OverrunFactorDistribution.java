// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import org.apache.commons.rng.UniformRandomProvider;

/// A distribution of the factor by which work takes longer than planned.
///
/// With probability 4/5 it is uniform from 1 to 1.5, which is our assumption; otherwise it is larger, with
/// the Pareto tail observed in 5,392 IT projects (Flyvbjerg and others 2022: 18% exceed 1.5, those by 447% on
/// average; of cost, applied to time). The tail is capped, because small work is stopped at some point: four
/// weeks do not become a year.
///
/// @param cap maximum factor, 1.5 or more
public record OverrunFactorDistribution(double cap) implements RandomVariable {
    private static final double TAIL_SHARE = 0.18;
    private static final double TAIL_FROM = 1.5;
    private static final double TAIL_INDEX = 1.38;

    public OverrunFactorDistribution {
        if (!(cap >= TAIL_FROM) || !Double.isFinite(cap)) {
            throw new IllegalArgumentException("cap must be 1.5 or more, got " + cap);
        }
    }

    @Override
    public double mean() {
        double body = (1 + TAIL_FROM) / 2;
        double beyond = Math.pow(TAIL_FROM / cap, TAIL_INDEX);
        double tail = TAIL_INDEX / (TAIL_INDEX - 1) * (TAIL_FROM - cap * beyond) + cap * beyond;
        return (1 - TAIL_SHARE) * body + TAIL_SHARE * tail;
    }

    @Override
    public double quantile(double share) {
        double body = 1 - TAIL_SHARE;
        return share <= body
                ? 1 + (TAIL_FROM - 1) * share / body
                : Math.min(cap, TAIL_FROM * Math.pow((1 - share) / TAIL_SHARE, -1 / TAIL_INDEX));
    }

    @Override
    public Sampler createSampler(UniformRandomProvider random) {
        return () -> quantile(random.nextDouble());
    }
}
