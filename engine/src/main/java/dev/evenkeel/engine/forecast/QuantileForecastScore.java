// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.forecast;

import dev.evenkeel.engine.stats.ObservedProportion;

/// How good quantiles of one class of amounts were.
///
/// @param unit of the amounts
/// @param pinball mean over forecasts of the mean pinball loss of their quantiles, in the unit
/// @param coverage how many outcomes lay between the quantiles of 5 % and 95 %; nine in ten should
public record QuantileForecastScore(String unit, double pinball, ObservedProportion coverage) {}
