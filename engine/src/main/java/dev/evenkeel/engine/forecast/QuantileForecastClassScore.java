// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import dev.evenkeel.engine.stats.ObservedProportion;

/// The score of quantile forecasts of one class of amounts.
///
/// @param unit unit of the amounts
/// @param pinball mean over forecasts of the mean pinball loss of their quantiles, in the unit
/// @param coverage outcomes between the quantiles of 5% and 95%; nine in ten when calibrated
public record QuantileForecastClassScore(String unit, double pinball, ObservedProportion coverage) {}
