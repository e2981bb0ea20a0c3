// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored evidence of each rollout: the latency baseline and the current state.
@Component
public class RolloutGuardStateRepository {
    private final JdbcClient jdbc;

    RolloutGuardStateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Stores the latency baseline.
    public void saveSeed(String rollout, LatencyHistogram seed) {
        jdbc.sql("update rollout set baseline_latency = :seed where id = :rollout")
                .param("seed", seed.encode())
                .param("rollout", rollout)
                .update();
    }

    public LatencyHistogram loadSeed(String rollout) {
        return LatencyHistogram.decode(jdbc.sql("select baseline_latency from rollout where id = :rollout")
                .param("rollout", rollout)
                .query((row, index) -> row.getString(1))
                .single());
    }

    public void save(String rollout, RolloutGuardState state) {
        jdbc.sql("update rollout set guard_state = :state where id = :rollout")
                .param("state", state.toBytes())
                .param("rollout", rollout)
                .update();
    }

    /// Returns the current state; empty while the latency baseline is collected.
    public Optional<RolloutGuardState> findByRollout(String rollout) {
        return jdbc.sql("select guard_state from rollout where id = :rollout and guard_state is not null")
                .param("rollout", rollout)
                .query((row, index) -> RolloutGuardState.fromBytes(row.getBytes(1)))
                .optional();
    }
}
