// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.ObjectiveStatus;
import org.jspecify.annotations.Nullable;

/// The current state of an objective in short.
///
/// @param slo name of the SLO
/// @param service key of the service
/// @param objective name of the objective
/// @param state never `OK` without data or while an alert fires
/// @param remaining share of the budget that is left, negative when overspent; null without data
/// @param burn burn rate over the last hour: 1 spends the budget exactly within the period; null without data
public record ObjectiveSummary(
        String slo,
        String service,
        String objective,
        ObjectiveStatus.State state,
        @Nullable Double remaining,
        @Nullable Double burn) {}
