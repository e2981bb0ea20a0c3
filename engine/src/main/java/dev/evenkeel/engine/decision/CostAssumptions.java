// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import org.jspecify.annotations.Nullable;

/// Cost assumptions of a case, in one currency.
///
/// @param revenuePerHour mean revenue per hour of an ordinary week, day and night
/// @param shareLost share of it that an outage loses permanently
/// @param errorsPerWeek cost of the current errors per week
/// @param gainPerWeek value of the completed change per week
/// @param labourPerWeek cost of a week of the team's work
/// @param curve weekly and yearly variation of revenue; null for constant revenue
/// @param incident further costs of a major incident
public record CostAssumptions(
        Quantity revenuePerHour,
        Quantity shareLost,
        Quantity errorsPerWeek,
        Quantity gainPerWeek,
        Quantity labourPerWeek,
        @Nullable RevenueSeasonality curve,
        MajorIncidentExtraCosts incident) {}
