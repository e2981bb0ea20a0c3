// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import org.jspecify.annotations.Nullable;

/// What things cost, in one currency.
///
/// @param revenuePerHour revenue in a mean hour of an ordinary week, night and day
/// @param shareLost share of that which an outage loses for good
/// @param errorsPerWeek what today's errors cost in a week
/// @param gainPerWeek what the change is worth in a week, once it is done
/// @param labourPerWeek what a week of the team's work costs
/// @param curve how revenue goes through the week and the year; null for the same in all hours
/// @param incident what a major incident costs besides
public record CostAssumptions(
        Quantity revenuePerHour,
        Quantity shareLost,
        Quantity errorsPerWeek,
        Quantity gainPerWeek,
        Quantity labourPerWeek,
        @Nullable RevenueCurve curve,
        IncidentCosts incident) {}
