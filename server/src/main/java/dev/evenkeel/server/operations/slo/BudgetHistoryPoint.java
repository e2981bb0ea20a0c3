// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.ObjectiveStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an objective stood at the end of an hour, or stands in the present one.
///
/// @param hour its begin
/// @param good good events, or slices, of the period up to then
/// @param total all of them
/// @param allowed what may be bad in the whole period
/// @param remaining share of the budget that was left; null when nothing counted
/// @param known share of the period that was known
public record BudgetHistoryPoint(
        Instant hour,
        ObjectiveStatus.State state,
        double good,
        double total,
        double allowed,
        @Nullable Double remaining,
        double known) {}
