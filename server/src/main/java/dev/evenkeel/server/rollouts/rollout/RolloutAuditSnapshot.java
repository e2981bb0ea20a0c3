// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.rollout.RolloutStatus;
import java.math.BigDecimal;
import tools.jackson.databind.json.JsonMapper;

/// The properties of a rollout that the audit log records.
public record RolloutAuditSnapshot(
        String environment,
        String flag,
        String control,
        String candidate,
        String plan,
        RolloutStatus status,
        int step,
        BigDecimal exposure,
        long revision,
        long tick) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public static String toJson(Rollout rollout) {
        Rollout.Position position = rollout.position();
        return JSON.writeValueAsString(new RolloutAuditSnapshot(
                rollout.environment(),
                rollout.flag(),
                rollout.control(),
                rollout.candidate(),
                rollout.plan().name(),
                position.status(),
                position.step(),
                position.exposure().toBigDecimal(),
                position.revision(),
                rollout.ticks()));
    }
}
