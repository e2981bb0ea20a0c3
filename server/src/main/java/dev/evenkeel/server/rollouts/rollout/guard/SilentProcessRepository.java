// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.SilentProcess;
import dev.evenkeel.engine.rollout.SilentProcess.ConnectionState;
import dev.evenkeel.engine.rollout.SilentProcesses;
import dev.evenkeel.engine.rollout.plan.MissingDataPolicy;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.rollouts.rollout.SqlTimestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
class SilentProcessRepository {
    /* A batch that was received in the future is of before the clock was set back. Servers differ by less. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final String QUIET = """
            with running as materialized (
                select id, environment,
                       coalesce((plan #>> '{blindness,silentShare}')::numeric, 0) > 0 as tolerates,
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
            select running.id as rollout, running.environment, running.tolerates, missed.instance, missed.contact, missed.heard_at
            from running cross join lateral (
                select quiet.instance, heard.heard_at,
                       case when quiet.last_seen >= :connectedSince then 'CONNECTED' else 'LOST' end as contact
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
                union all
                select told.instance, batch.received_at, 'REPORTER'
                from rollout_process as told cross join lateral (
                    select received_at, heartbeat from outcome_batch
                    where environment = running.environment and instance = told.instance
                    order by sequence desc limit 1) as batch
                where told.rollout = running.id and told.heartbeat and batch.heartbeat
                  and batch.received_at >= :promisedSince
                  and (batch.received_at <= :quietSince or batch.received_at > :ahead)
                limit :most) as missed
            order by running.id, missed.heard_at, missed.instance
            """;

    /* Asked only where the plan tolerates silent processes. Calls a second of each process in its last batches. One that told of no call stands for as many as the others on
    average, and so do those beyond the ones that are measured. */
    private static final String SHARES = """
            with member as materialized (
                select told.instance, false as quiet
                from rollout_process as told left join sdk_instance as process
                     on process.environment = :environment and process.instance = told.instance
                        and process.left_at is null and process.last_seen >= :countsSince
                where told.rollout = :rollout and (told.heartbeat or process.instance is not null)
                      and told.instance <> all (:quiet)
                union all
                select instance, true from unnest(:quiet) as quiet (instance)),
            measured as materialized (
                select chosen.instance, chosen.quiet, nullif(recent.rate, 0) as rate
                from (select * from member order by quiet desc, instance limit :measured) as chosen
                     cross join lateral (
                         select sum(calls) / greatest(1, extract(epoch from max(received_at) - min(received_at))) as rate
                         from (select calls, received_at from outcome_batch
                               where environment = :environment and instance = chosen.instance
                               order by sequence desc limit :batches) as batch) as recent)
            select instance,
                   coalesce(coalesce(rate, average) / ((sum(rate) over ()) + (members - count(rate) over ()) * average),
                            1.0 / members) as share
            from measured, (select avg(rate) as average from measured) as rates,
                 (select count(*) as members from member) as members
            order by quiet desc, instance limit :most
            """;

    private static final int MEASURED = 2 * SilentProcesses.MOST;
    private static final int BATCHES = 30;

    private final JdbcClient jdbc;

    SilentProcessRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Processes that have sent no batch for [MissingDataPolicy#LEAST_SILENT_AFTER], by rollout, the longest
    /// quiet first, at most [SilentProcesses#MOST] of each. A process counts while it is connected and has
    /// acknowledged the flags of the rollout. One that has sent outcomes of it counts for
    /// [Contact#forgottenAfter()] after its last sign of life. A process that said that it ends does not count.
    ///
    /// @param lastSigns by when the processes that count were connected, or gave their last sign of life:
    ///     the present, or the time before the server was away
    Map<String, List<SilentProcess>> find(Instant now, Instant lastSigns) {
        Timestamp countsSince = Timestamp.from(lastSigns.minus(ConnectionState.LOST.forgottenAfter()));
        Map<String, List<Quiet>> found = new HashMap<>();
        jdbc.sql(QUIET)
                .param("countsSince", countsSince)
                .param("connectedSince", SqlTimestamps.timestamp(lastSigns.minus(SdkClientService.CONNECTED)))
                .param("quietSince", SqlTimestamps.timestamp(now.minus(MissingDataPolicy.LEAST_SILENT_AFTER)))
                .param("promisedSince", Timestamp.from(lastSigns.minus(ConnectionState.REPORTER.forgottenAfter())))
                .param("ahead", SqlTimestamps.timestamp(now.plus(AHEAD)))
                .param("most", SilentProcesses.MOST)
                .query((ResultSet row) -> {
                    found.computeIfAbsent(row.getString("rollout"), ignored -> new ArrayList<>())
                            .add(Quiet.of(row));
                });
        Map<String, List<SilentProcess>> processes = new HashMap<>();
        found.forEach((rollout, quiet) -> processes.put(rollout, withShares(rollout, quiet, countsSince)));
        return processes;
    }

    private record Quiet(
            String environment, boolean tolerates, String instance, Instant heardAt, ConnectionState contact) {
        static Quiet of(ResultSet row) throws SQLException {
            return new Quiet(
                    row.getString("environment"),
                    row.getBoolean("tolerates"),
                    row.getString("instance"),
                    row.getTimestamp("heard_at").toInstant(),
                    ConnectionState.valueOf(row.getString("contact")));
        }
    }

    private List<SilentProcess> withShares(String rollout, List<Quiet> quiet, Timestamp countsSince) {
        Map<String, Double> shares = quiet.getFirst().tolerates() ? findShares(rollout, quiet, countsSince) : Map.of();
        return quiet.stream()
                .map(one -> new SilentProcess(
                        one.instance(), one.heardAt(), one.contact(), shares.getOrDefault(one.instance(), 1.0)))
                .toList();
    }

    private Map<String, Double> findShares(String rollout, List<Quiet> quiet, Timestamp countsSince) {
        Map<String, Double> shares = new HashMap<>();
        jdbc.sql(SHARES)
                .param("rollout", rollout)
                .param("environment", quiet.getFirst().environment())
                .param("quiet", quiet.stream().map(Quiet::instance).toArray(String[]::new))
                .param("countsSince", countsSince)
                .param("measured", MEASURED)
                .param("batches", BATCHES)
                .param("most", SilentProcesses.MOST)
                .query((ResultSet row) -> {
                    shares.put(row.getString("instance"), row.getDouble("share"));
                });
        return shares;
    }

    /// When the last batch before an instant arrived; empty when there is none.
    Optional<Instant> findLastBatchBefore(Instant instant) {
        return jdbc.sql("""
                        select received_at from outcome_batch where received_at < :instant
                        order by received_at desc limit 1
                        """)
                .param("instant", SqlTimestamps.timestamp(instant))
                .query((row, index) -> row.getTimestamp("received_at").toInstant())
                .optional();
    }
}
