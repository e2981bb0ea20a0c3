// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.simulation;

/// The model of a simulated service: Poisson calls of equally active units, lognormal latency.
///
/// @param callsPerSecond mean calls per second, above 0
/// @param units number of units, 1 or more; each call belongs to a unit drawn uniformly
/// @param controlFailureRate probability that a control call fails, 0..1
/// @param candidateFailureRate probability that a candidate call fails, 0..1
/// @param controlMedianMicros control's median latency in microseconds, above 0
/// @param sigma standard deviation of the logarithm of latency, above 0
/// @param latencyRatio candidate latency divided by control latency: 0.7 = 30% faster
public record SyntheticService(
        double callsPerSecond,
        int units,
        double controlFailureRate,
        double candidateFailureRate,
        double controlMedianMicros,
        double sigma,
        double latencyRatio) {}
