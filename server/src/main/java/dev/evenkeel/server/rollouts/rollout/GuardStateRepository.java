// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The guard's evidence about each rollout: what it began with and what it is now. Every method runs in the
/// caller's transaction if there is one, in one round trip.
@Component
public class GuardStateRepository {
    private final JdbcClient jdbc;

    GuardStateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Stores the latencies that the guard begins with.
    public void saveSeed(String rollout, LatencyHistogram seed) {
        jdbc.sql("update rollout set seed_latency = :seed where id = :rollout")
                .param("seed", seed.encode())
                .param("rollout", rollout)
                .update();
    }

    public LatencyHistogram seed(String rollout) {
        return LatencyHistogram.decode(jdbc.sql("select seed_latency from rollout where id = :rollout")
                .param("rollout", rollout)
                .query((row, index) -> row.getString(1))
                .single());
    }

    public void save(String rollout, GuardState state) {
        jdbc.sql("update rollout set state = :state where id = :rollout")
                .param("state", state.toBytes())
                .param("rollout", rollout)
                .update();
    }

    /// The guard's evidence; empty while the latency reference is being gathered.
    public Optional<GuardState> find(String rollout) {
        return jdbc.sql("select state from rollout where id = :rollout and state is not null")
                .param("rollout", rollout)
                .query((row, index) -> GuardState.fromBytes(row.getBytes(1)))
                .optional();
    }
}
