// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

/// How long something takes, in seconds.
///
/// @param mean mean, infinite when it may well take for ever
/// @param p10 one time in ten it takes no longer
/// @param p90 nine times in ten it takes no longer; infinite when it takes for ever more often than that
public record TimeEstimate(double mean, double p10, double p90) {}
