// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.ObjectiveStatus;
import org.jspecify.annotations.Nullable;

/// The state of an objective in its latest budget history point.
///
/// @param slo name of the SLO
/// @param service key of the service
/// @param objective name of the objective
/// @param remaining share of the budget that is left; null without data
public record RecordedObjectiveState(
        String slo,
        String service,
        String objective,
        ObjectiveStatus.State state,
        @Nullable Double remaining) {}
