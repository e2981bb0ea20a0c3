// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.simulation;

/// A service as a rehearsal knows it: Poisson calls of equally active units, lognormal latency.
///
/// @param callsPerSecond mean calls a second, above 0
/// @param units number of units, 1 or more; each call is of a unit drawn uniformly
/// @param controlFailureRate chance that a control call fails, 0..1
/// @param candidateFailureRate chance that a candidate call fails, 0..1
/// @param controlMedianMicros control's median latency in microseconds, above 0
/// @param sigma spread of the logarithm of latency, above 0
/// @param latencyRatio candidate latency over control latency: 0.7 = 30 % faster
public record SyntheticService(
        double callsPerSecond,
        int units,
        double controlFailureRate,
        double candidateFailureRate,
        double controlMedianMicros,
        double sigma,
        double latencyRatio) {}
