// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

/// An estimated duration, in seconds.
///
/// @param mean mean; infinite when a relevant share never ends
/// @param p10 10th percentile
/// @param p90 90th percentile; infinite when more than a tenth never ends
public record TimeEstimate(double mean, double p10, double p90) {}
