// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.BudgetMeasurement;
import java.time.Duration;

/// What counted against an objective in a stretch of time.
///
/// @param period of its budget
/// @param countsEvents whether events count, and not slices of time
/// @param measure of the stretch, as far as it is known
public record ObjectiveMeasurement(
        String slo, String objective, Duration period, boolean countsEvents, BudgetMeasurement measure) {}
