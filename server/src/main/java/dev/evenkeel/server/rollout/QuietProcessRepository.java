// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.QuietProcess;
import dev.evenkeel.engine.rollout.QuietProcesses;
import dev.evenkeel.server.delivery.Clients;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds processes whose outcomes are missing, of all running rollouts in one query. It probes one index for
/// each process that showed a sign of life lately, on any server of the database.
@Component
class QuietProcessRepository {
    /* A batch that was received in the future is of before the clock was set back. Servers differ by less. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final String QUIET = """
            with running as materialized (
                select id, environment,
                       (select min(revision) from evidence_window where rollout = id) as first_revision
                from rollout where ended_at is null),
            quiet as materialized (
                select process.environment, process.instance, process.last_seen, batch.received_at as batch_at
                from sdk_instance as process
                     left join lateral (
                         select received_at from outcome_batch
                         where environment = process.environment and instance = process.instance
                         order by sequence desc limit 1) as batch on true
                where process.environment in (select environment from running)
                  and process.left_at is null and process.last_seen >= :countsSince
                  and (batch.received_at is null or batch.received_at <= :quietSince
                       or batch.received_at > :ahead)
                order by batch.received_at, process.instance)
            select running.id as rollout, missed.instance, missed.connected, missed.heard_at
            from running cross join lateral (
                select quiet.instance, quiet.last_seen >= :connectedSince as connected, heard.heard_at
                from quiet
                     left join rollout_process as told
                         on told.rollout = running.id and told.instance = quiet.instance
                     left join lateral (
                         select received_at from sdk_ack
                         where environment = quiet.environment and instance = quiet.instance
                           and revision >= running.first_revision
                         order by revision limit 1) as ack on true
                     cross join lateral (
                         select coalesce(greatest(quiet.batch_at, ack.received_at), told.noted_at) as heard_at)
                         as heard
                where quiet.environment = running.environment
                  and (told.instance is not null
                       or (ack.received_at is not null and quiet.last_seen >= :connectedSince))
                  and (heard.heard_at <= :quietSince or heard.heard_at > :ahead)
                limit :most) as missed
            order by running.id, missed.heard_at, missed.instance
            """;

    private final JdbcClient jdbc;

    QuietProcessRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Processes that have sent no batch for [QuietProcess#SILENT_AFTER], by rollout, the longest quiet first,
    /// at most [QuietProcesses#MOST] of each. A process counts while it is connected and has acknowledged the
    /// flags of the rollout. One that has sent outcomes of it counts until [QuietProcess#FORGOTTEN_AFTER] have
    /// passed since its last sign of life. A process that said that it ends does not count.
    ///
    /// @param lastSigns by when the processes that count were connected, or gave their last sign of life:
    ///     the present, or the time before the server was away
    Map<String, List<QuietProcess>> find(Instant now, Instant lastSigns) {
        Map<String, List<QuietProcess>> found = new HashMap<>();
        jdbc.sql(QUIET)
                .param("countsSince", Columns.timestamp(lastSigns.minus(QuietProcess.FORGOTTEN_AFTER)))
                .param("connectedSince", Columns.timestamp(lastSigns.minus(Clients.CONNECTED)))
                .param("quietSince", Columns.timestamp(now.minus(QuietProcess.SILENT_AFTER)))
                .param("ahead", Columns.timestamp(now.plus(AHEAD)))
                .param("most", QuietProcesses.MOST)
                .query((ResultSet row) -> {
                    found.computeIfAbsent(row.getString("rollout"), ignored -> new ArrayList<>())
                            .add(process(row));
                });
        return found;
    }

    /// When the last batch before an instant arrived; empty when there is none.
    Optional<Instant> findLastBatchBefore(Instant instant) {
        return jdbc.sql("""
                        select received_at from outcome_batch where received_at < :instant
                        order by received_at desc limit 1
                        """)
                .param("instant", Columns.timestamp(instant))
                .query((row, index) -> row.getTimestamp("received_at").toInstant())
                .optional();
    }

    private static QuietProcess process(ResultSet row) throws SQLException {
        return new QuietProcess(
                row.getString("instance"), row.getTimestamp("heard_at").toInstant(), row.getBoolean("connected"));
    }
}
