// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.ObjectiveStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The error budget of an objective at the end of an hour, or at present for the current hour.
///
/// @param hour start of the hour
/// @param good good events, or time slices, in the period so far
/// @param total all events, or time slices, in the period so far
/// @param allowedBadEvents allowed bad events, or slices, in the whole period
/// @param remaining share of the budget that is left; null without data
/// @param dataCoverage share of the period that has data
public record BudgetHistoryPoint(
        Instant hour,
        ObjectiveStatus.State state,
        double good,
        double total,
        double allowedBadEvents,
        @Nullable Double remaining,
        double dataCoverage) {}
