// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.ObjectiveStatus;
import org.jspecify.annotations.Nullable;

/// How an objective stood when its budget was last noted.
///
/// @param slo name of the SLO
/// @param service that it is about
/// @param objective name of the objective
/// @param remaining share of the budget that is left; null when nothing counted
public record RecordedObjectiveState(
        String slo,
        String service,
        String objective,
        ObjectiveStatus.State state,
        @Nullable Double remaining) {}
