// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.CounterSourceStatus;
import dev.evenkeel.server.foundation.database.SqlInstants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored status of the metric sources of running rollouts.
@Component
class MetricSourceStatusRepository {
    private final JdbcClient jdbc;

    MetricSourceStatusRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns all sources of a rollout that have been queried.
    List<CounterSourceStatus> listByRollout(String rollout) {
        return jdbc.sql(
                        "select metric, imported_until, failing_since, error from metric_source where rollout = :rollout")
                .param("rollout", rollout)
                .query((row, index) -> mapRow(row))
                .list();
    }

    /// Locks a source until the transaction ends; empty while another server holds the lock.
    Optional<CounterSourceStatus> tryLock(String rollout, String metric) {
        jdbc.sql("insert into metric_source (rollout, metric) values (:rollout, :metric) on conflict do nothing")
                .param("rollout", rollout)
                .param("metric", metric)
                .update();
        return jdbc.sql("""
                        select metric, imported_until, failing_since, error from metric_source
                        where rollout = :rollout and metric = :metric for update skip locked
                        """)
                .param("rollout", rollout)
                .param("metric", metric)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    void save(String rollout, CounterSourceStatus state) {
        jdbc.sql("""
                        update metric_source
                        set imported_until = :importedUntil, failing_since = :failingSince, error = :error
                        where rollout = :rollout and metric = :metric
                        """)
                .param("rollout", rollout)
                .param("metric", state.metric())
                .param("importedUntil", state.knownUntil())
                .param("failingSince", state.failingSince())
                .param("error", state.problem())
                .update();
    }

    /// Deletes the sources of ended rollouts.
    void deleteEnded() {
        jdbc.sql(
                        "delete from metric_source using rollout where rollout.id = metric_source.rollout and ended_at is not null")
                .update();
    }

    private static CounterSourceStatus mapRow(ResultSet row) throws SQLException {
        return new CounterSourceStatus(
                row.getString("metric"),
                SqlInstants.readNullable(row, "imported_until"),
                SqlInstants.readNullable(row, "failing_since"),
                row.getString("error"));
    }
}
