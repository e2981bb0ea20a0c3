// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.SilentProcess;
import dev.evenkeel.engine.rollout.SilentProcess.ConnectionState;
import dev.evenkeel.engine.rollout.SilentProcesses;
import dev.evenkeel.engine.rollout.plan.MissingDataLimits;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.foundation.database.SqlInstants;
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

/// Queries for the silent processes of all running rollouts. Each query probes one index for each process with
/// a recent sign of life on any server of the database.
@Component
class SilentProcessQueries {
    /*
     * A batch with a timestamp further in the future was received before the clock was set back. Clocks of servers
     * differ by less.
     */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final String QUIET = """
            with running as materialized (
                select id, environment,
                       coalesce((plan #>> '{blindness,silentShare}')::numeric, 0) > 0 as tolerates,
                       (select min(revision) from evidence_window where rollout = id) as first_revision
                from rollout where ended_at is null),
            quiet as materialized (
                select process.environment, process.instance, process.last_seen_at, batch.received_at as batch_at
                from sdk_instance as process
                     left join lateral (
                         select received_at from outcome_batch
                         where environment = process.environment and instance = process.instance
                         order by sequence desc limit 1) as batch on true
                where process.environment in (select environment from running)
                  and process.stopped_at is null and process.last_seen_at >= :countsSince
                  and (batch.received_at is null or batch.received_at <= :quietSince
                       or batch.received_at > :ahead)
                order by batch.received_at, process.instance)
            select running.id as rollout, running.environment, running.tolerates, missed.instance, missed.contact, missed.heard_at
            from running cross join lateral (
                select quiet.instance, heard.heard_at,
                       case when quiet.last_seen_at >= :connectedSince then 'CONNECTED' else 'LOST' end as contact
                from quiet
                     left join rollout_instance as told
                         on told.rollout = running.id and told.instance = quiet.instance
                     left join lateral (
                         select received_at from sdk_ack
                         where environment = quiet.environment and instance = quiet.instance
                           and revision >= running.first_revision
                         order by revision limit 1) as ack on true
                     cross join lateral (
                         select coalesce(greatest(quiet.batch_at, ack.received_at), told.first_reported_at) as heard_at)
                         as heard
                where quiet.environment = running.environment
                  and (told.instance is not null
                       or (ack.received_at is not null and quiet.last_seen_at >= :connectedSince))
                  and (heard.heard_at <= :quietSince or heard.heard_at > :ahead)
                union all
                select told.instance, batch.received_at, 'REPORTER'
                from rollout_instance as told cross join lateral (
                    select received_at, heartbeat from outcome_batch
                    where environment = running.environment and instance = told.instance
                    order by sequence desc limit 1) as batch
                where told.rollout = running.id and told.heartbeat and batch.heartbeat
                  and batch.received_at >= :promisedSince
                  and (batch.received_at <= :quietSince or batch.received_at > :ahead)
                limit :most) as missed
            order by running.id, missed.heard_at, missed.instance
            """;

    /*
     * Queried only when the plan tolerates silent processes: calls per second of each process in its last batches.
     * A process that reported no calls counts with the average of the others, and so do processes beyond the
     * measured ones.
     */
    private static final String SHARES = """
            with member as materialized (
                select told.instance, false as quiet
                from rollout_instance as told left join sdk_instance as process
                     on process.environment = :environment and process.instance = told.instance
                        and process.stopped_at is null and process.last_seen_at >= :countsSince
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

    private static final int MEASURED = 2 * SilentProcesses.MAX_PROCESSES;
    private static final int BATCHES = 30;

    private final JdbcClient jdbc;

    SilentProcessQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns processes that have sent no batch for [MissingDataLimits#MIN_SILENT_AFTER], by rollout, longest
    /// silence first, at most [SilentProcesses#MAX_PROCESSES] each. A process counts while it is connected and
    /// has acknowledged the flags of the rollout. A process that has sent outcomes of the rollout counts for
    /// [ConnectionState#expiresAfter()] after its last sign of life. A process that announced its shutdown
    /// does not count.
    ///
    /// @param lastSigns time at which connections and signs of life are considered: the current time, or the
    ///     time before the server was down
    Map<String, List<SilentProcess>> listByRollout(Instant now, Instant lastSigns) {
        Instant countsSince = lastSigns.minus(ConnectionState.LOST.expiresAfter());
        Map<String, List<Quiet>> found = new HashMap<>();
        jdbc.sql(QUIET)
                .param("countsSince", countsSince)
                .param("connectedSince", lastSigns.minus(SdkClientService.CONNECTED))
                .param("quietSince", now.minus(MissingDataLimits.MIN_SILENT_AFTER))
                .param("promisedSince", lastSigns.minus(ConnectionState.REPORTER.expiresAfter()))
                .param("ahead", now.plus(AHEAD))
                .param("most", SilentProcesses.MAX_PROCESSES)
                .query((ResultSet row) -> {
                    found.computeIfAbsent(row.getString("rollout"), ignored -> new ArrayList<>())
                            .add(Quiet.of(row));
                });
        Map<String, List<SilentProcess>> processes = new HashMap<>();
        found.forEach((rollout, quiet) -> processes.put(rollout, withShares(rollout, quiet, countsSince)));
        return processes;
    }

    private record Quiet(
            String environment,
            boolean toleratesSilence,
            String instance,
            Instant lastSeenAt,
            ConnectionState connectionState) {
        static Quiet of(ResultSet row) throws SQLException {
            return new Quiet(
                    row.getString("environment"),
                    row.getBoolean("tolerates"),
                    row.getString("instance"),
                    SqlInstants.read(row, "heard_at"),
                    ConnectionState.valueOf(row.getString("contact")));
        }
    }

    private List<SilentProcess> withShares(String rollout, List<Quiet> quiet, Instant countsSince) {
        Map<String, Double> shares =
                quiet.getFirst().toleratesSilence() ? findShares(rollout, quiet, countsSince) : Map.of();
        return quiet.stream()
                .map(one -> new SilentProcess(
                        one.instance(),
                        one.lastSeenAt(),
                        one.connectionState(),
                        shares.getOrDefault(one.instance(), 1.0)))
                .toList();
    }

    private Map<String, Double> findShares(String rollout, List<Quiet> quiet, Instant countsSince) {
        Map<String, Double> shares = new HashMap<>();
        jdbc.sql(SHARES)
                .param("rollout", rollout)
                .param("environment", quiet.getFirst().environment())
                .param("quiet", quiet.stream().map(Quiet::instance).toArray(String[]::new))
                .param("countsSince", countsSince)
                .param("measured", MEASURED)
                .param("batches", BATCHES)
                .param("most", SilentProcesses.MAX_PROCESSES)
                .query((ResultSet row) -> {
                    shares.put(row.getString("instance"), row.getDouble("share"));
                });
        return shares;
    }

    /// Returns when the last batch before an instant arrived, if any.
    Optional<Instant> findLastBatchBefore(Instant instant) {
        return jdbc.sql("""
                        select received_at from outcome_batch where received_at < :instant
                        order by received_at desc limit 1
                        """)
                .param("instant", instant)
                .query((row, index) -> SqlInstants.read(row, "received_at"))
                .optional();
    }
}
