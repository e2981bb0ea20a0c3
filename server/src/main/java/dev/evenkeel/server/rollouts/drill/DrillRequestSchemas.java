// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.drill.RollbackPlan;

/// The request bodies for rollback plans and drills, for generating schemas.
final class DrillRequestSchemas {
    private DrillRequestSchemas() {}

    record PutRollbackPlanRequest(
            @JsonUnwrapped RollbackPlan plan,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record StartDrillRequest(
            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}
}
