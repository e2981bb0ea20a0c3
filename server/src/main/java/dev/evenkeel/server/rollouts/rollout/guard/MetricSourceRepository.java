// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.CounterSourceStatus;
import dev.evenkeel.server.rollouts.rollout.SqlTimestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is known of the sources of running rollouts. Every method runs in the caller's transaction.
@Component
class MetricSourceRepository {
    private final JdbcClient jdbc;

    MetricSourceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All of a rollout that were ever asked.
    List<CounterSourceStatus> of(String rollout) {
        return jdbc.sql(
                        "select metric, known_until, failing_since, problem from metric_source where rollout = :rollout")
                .param("rollout", rollout)
                .query((row, index) -> state(row))
                .list();
    }

    /// One, locked until the transaction ends; empty while another server has it.
    Optional<CounterSourceStatus> lockIfFree(String rollout, String metric) {
        jdbc.sql("insert into metric_source (rollout, metric) values (:rollout, :metric) on conflict do nothing")
                .param("rollout", rollout)
                .param("metric", metric)
                .update();
        return jdbc.sql("""
                        select metric, known_until, failing_since, problem from metric_source
                        where rollout = :rollout and metric = :metric for update skip locked
                        """)
                .param("rollout", rollout)
                .param("metric", metric)
                .query((row, index) -> state(row))
                .optional();
    }

    void save(String rollout, CounterSourceStatus state) {
        jdbc.sql("""
                        update metric_source
                        set known_until = :knownUntil, failing_since = :failingSince, problem = :problem
                        where rollout = :rollout and metric = :metric
                        """)
                .param("rollout", rollout)
                .param("metric", state.metric())
                .param("knownUntil", SqlTimestamps.timestamp(state.knownUntil()))
                .param("failingSince", SqlTimestamps.timestamp(state.failingSince()))
                .param("problem", state.problem())
                .update();
    }

    /// Forgets those of rollouts that ended.
    void tidy() {
        jdbc.sql(
                        "delete from metric_source using rollout where rollout.id = metric_source.rollout and ended_at is not null")
                .update();
    }

    private static CounterSourceStatus state(ResultSet row) throws SQLException {
        return new CounterSourceStatus(
                row.getString("metric"),
                SqlTimestamps.instant(row, "known_until"),
                SqlTimestamps.instant(row, "failing_since"),
                row.getString("problem"));
    }
}
