// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.RollbackPlan;

/// A current rollback plan, with whether it counts as rehearsed.
public record RollbackPlanStatus(RollbackPlan plan, DrillFreshness freshness) {}
