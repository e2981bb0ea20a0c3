// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.BudgetMeasurement;
import java.time.Duration;

/// The consumption of an objective's error budget in a period.
///
/// @param period length of the budget period
/// @param countsEvents true for events, false for time slices
/// @param measure measurement of the part of the period that has data
public record ObjectiveBudgetConsumption(
        String slo, String objective, Duration period, boolean countsEvents, BudgetMeasurement measure) {}
