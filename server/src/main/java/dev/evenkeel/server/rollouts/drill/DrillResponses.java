// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.api.DrillApi.DrillListResponse;
import dev.evenkeel.api.DrillApi.DrillResponse;
import dev.evenkeel.api.DrillApi.FreshnessResponse;
import dev.evenkeel.api.DrillApi.PhaseDurations;
import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.DrillResult;
import dev.evenkeel.engine.drill.DrillTimings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Converts drills to responses.
final class DrillResponses {
    private DrillResponses() {}

    static DrillListResponse listOf(@Nullable RollbackPlanStatus status, List<Drill> newest) {
        return new DrillListResponse(
                status == null ? null : of(status.freshness()),
                newest.stream().map(DrillResponses::of).toList());
    }

    static DrillResponse of(Drill drill) {
        DrillTimings times = drill.timings();
        DrillResult result = drill.result();
        return new DrillResponse(
                drill.id(),
                drill.planVersion(),
                drill.stage(),
                drill.startedBy(),
                drill.reason(),
                drill.expectedTime(),
                drill.timestamps(),
                drill.rehearsal(),
                times == null ? null : of(times),
                result == null ? null : (Boolean) result.isSuccessful(),
                drill.failureReason());
    }

    private static FreshnessResponse of(DrillFreshness freshness) {
        return new FreshnessResponse(freshness.fresh(), freshness.reason(), freshness.until());
    }

    private static PhaseDurations of(DrillTimings times) {
        return new PhaseDurations(
                times.detection().toMillis(),
                times.rehearsal().toMillis(),
                times.decision().toMillis(),
                times.propagation().toMillis(),
                times.drain().toMillis(),
                times.total().toMillis());
    }

    /// Returns the drill as JSON, for the audit log.
    static String toJson(Drill drill) {
        return JsonMapper.shared().writeValueAsString(of(drill));
    }
}
