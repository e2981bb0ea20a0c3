// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.ObjectiveStatus;
import org.jspecify.annotations.Nullable;

/// How an objective stands now, in short.
///
/// @param slo name of the SLO
/// @param service that it is about
/// @param objective name of the objective
/// @param state never `OK` without data, nor while an alert fires
/// @param remaining share of the budget that is left, negative when overspent; null when nothing counted
/// @param burn how fast it burned over the last hour: 1 spends the budget exactly within the period; null when
///     nothing counted
public record ObjectiveSummary(
        String slo,
        String service,
        String objective,
        ObjectiveStatus.State state,
        @Nullable Double remaining,
        @Nullable Double burn) {}
