// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.server.flags.flag.UnitSaltColumnReader;
import dev.evenkeel.server.foundation.database.SqlArrays;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables written during ingestion. Every method runs in the caller's transaction, in one round trip.
@Component
class OutcomeRepository {
    private static final String INSERT_BATCHES = """
            with told as (
                     select environment, instance, sequence, calls, dropped, unattributed, heartbeat,
                            decode(secret, 'hex') as secret, place
                     from unnest(:environments, :instances, :sequences, :calls, :dropped, :unattributed,
                                 :heartbeats, :secrets) with ordinality
                          as told (environment, instance, sequence, calls, dropped, unattributed, heartbeat,
                                   secret, place)),
                 known as (
                     select environment, instance, known_through_sequence, instance_secret_hash
                     from outcome_total
                     where (environment, instance) in (select environment, instance from told)),
                 noted as (
                     insert into outcome_total as held
                         (environment, instance, known_through_sequence, known_since, instance_secret_hash)
                     select distinct on (environment, instance)
                            environment, instance, 0, :receivedAt::timestamptz, secret
                     from told
                     where (environment, instance) not in (select environment, instance from known)
                     order by environment, instance, place
                     on conflict (environment, instance) do update set known_since = held.known_since
                     returning environment, instance, known_through_sequence, instance_secret_hash),
                 process as (select * from known union all select * from noted),
                 stored as (
                     insert into outcome_batch
                         (environment, instance, sequence, received_at, calls, dropped, unattributed,
                          heartbeat)
                     select environment, instance, sequence, :receivedAt::timestamptz, calls, dropped,
                            unattributed, heartbeat
                     from told join process using (environment, instance)
                     where known_through_sequence < sequence
                       and (instance_secret_hash is null or instance_secret_hash = secret)
                     order by environment, instance, sequence
                     on conflict do nothing
                     returning environment, instance, sequence)
            select (environment, instance, sequence) in (select environment, instance, sequence from stored)
                       as stored,
                   instance_secret_hash is null or coalesce(instance_secret_hash = secret, false) as own
            from told join process using (environment, instance)
            order by place
            """;

    private final JdbcClient jdbc;

    OutcomeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the windows of rollouts.
    List<OpenRolloutExposureWindow> listOpenWindows(Set<String> rollouts) {
        if (rollouts.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select rollout, revision, w.environment, w.flag, control, candidate, salt,
                               sum(failed_units) over (partition by rollout) < :failedUnits as room_for_failures,
                               trials < :trials as room_for_trials
                        from evidence_window w left join unit_salt s on s.owner = w.rollout and s.deleted_at is null
                        where rollout = any(:rollouts)
                        """)
                .param("failedUnits", OpenRolloutExposureWindow.MAX_FAILED_UNITS)
                .param("trials", OpenRolloutExposureWindow.MAX_TRIALS)
                .param("rollouts", rollouts.toArray(String[]::new))
                .query((row, index) -> new OpenRolloutExposureWindow(
                        new RolloutExposureWindow(
                                row.getString("rollout"),
                                row.getLong("revision"),
                                row.getString("environment"),
                                row.getString("flag"),
                                row.getString("control"),
                                row.getString("candidate")),
                        row.getBoolean("room_for_failures"),
                        row.getBoolean("room_for_trials"),
                        UnitSaltColumnReader.read(row)))
                .list();
    }

    /// Inserts the keys of batches, and with the first batch of a process its secret. A concurrent duplicate waits
    /// for the commit.
    ///
    /// @param batches batches with different keys
    /// @return for each batch whether it is new and from the process that sent the first batch; a batch as old as
    ///     those of its process whose rows are deleted is not new
    List<BatchAcceptance> insertBatches(List<AttributedBatch> batches, Instant receivedAt) {
        return jdbc.sql(INSERT_BATCHES)
                .param("receivedAt", receivedAt)
                .param("environments", texts(batches, batch -> batch.received().environment()))
                .param(
                        "instances",
                        texts(batches, batch -> batch.received().batch().instance()))
                .param(
                        "sequences",
                        numbers(batches, batch -> batch.received().batch().sequence()))
                .param(
                        "calls",
                        numbers(batches, batch -> batch.received().batch().calls()))
                .param(
                        "dropped",
                        numbers(batches, batch -> batch.received().batch().dropped()))
                .param("unattributed", numbers(batches, AttributedBatch::unattributed))
                .param(
                        "heartbeats",
                        batches.stream()
                                .map(batch -> batch.received().sender().heartbeat())
                                .toArray(Boolean[]::new))
                .param(
                        "secrets",
                        texts(batches, batch -> secret(batch.received().sender())))
                .query((row, index) -> new BatchAcceptance(row.getBoolean("stored"), row.getBoolean("own")))
                .list();
    }

    private static @Nullable String secret(BatchSender sender) {
        HashedSecret secret = sender.secret();
        return secret == null ? null : HexFormat.of().formatHex(secret.hash());
    }

    private static @Nullable String[] texts(
            List<AttributedBatch> batches, Function<AttributedBatch, @Nullable String> column) {
        return batches.stream().map(column).toArray(String[]::new);
    }

    private static Long[] numbers(List<AttributedBatch> batches, Function<AttributedBatch, Long> column) {
        return SqlArrays.toLongArray(batches, column);
    }

    /// @param stored whether the batch is new
    /// @param own whether it is from the process that sent the first batch
    record BatchAcceptance(boolean stored, boolean own) {}

    /// Inserts first failures and first events of metrics.
    ///
    /// @return claims that are new for their unit in the rollout
    List<SingleUnitCountClaim.FirstEvent> insertFirstEvents(Collection<SingleUnitCountClaim.FirstEvent> claims) {
        if (claims.isEmpty()) {
            return List.of();
        }
        Set<SingleUnitCountClaim.RolloutUnit> inserted = new HashSet<>(jdbc.sql("""
                        insert into unit_first_event (rollout, metric, unit)
                        select rollout, metric, unit from unnest(:rollouts, :metrics, :units) as claim (rollout, metric, unit)
                        order by unit, metric, rollout
                        on conflict do nothing
                        returning rollout, metric, unit
                        """)
                .param("rollouts", rollouts(claims))
                .param("metrics", SqlArrays.toTextArray(claims, SingleUnitCountClaim.FirstEvent::storedMetric))
                .param("units", units(claims))
                .query(SingleUnitCountClaim.RolloutUnit.class)
                .list());
        return filterClaims(claims, inserted);
    }

    /// Inserts units whose first calls have started and not ended.
    ///
    /// @return claims that are new for their exposure
    List<SingleUnitCountClaim.StartedCall> insertStartedCalls(
            Collection<SingleUnitCountClaim.StartedCall> claims, Instant receivedAt) {
        if (claims.isEmpty()) {
            return List.of();
        }
        Set<SingleUnitCountClaim.ExposureUnit> inserted = new HashSet<>(jdbc.sql("""
                        insert into trial_unit (rollout, revision, unit, last_seen_at, status)
                        select rollout, revision, unit, :receivedAt::timestamptz, 0
                        from unnest(:rollouts, :revisions, :units) as claim (rollout, revision, unit)
                        order by unit, revision, rollout
                        on conflict do nothing
                        returning rollout, revision, unit
                        """)
                .param("receivedAt", receivedAt)
                .param("rollouts", rollouts(claims))
                .param("revisions", revisions(claims))
                .param("units", units(claims))
                .query(SingleUnitCountClaim.ExposureUnit.class)
                .list());
        return filterClaims(claims, inserted);
    }

    /// Inserts units with completed calls, or updates when they were last seen.
    ///
    /// @return first calls that are new for their exposure, and units that are not new but have not been seen
    ///     for a while
    NewlyCountedUnits insertTrials(Collection<SingleUnitCountClaim.FirstCall> claims, Instant receivedAt) {
        if (claims.isEmpty()) {
            return NewlyCountedUnits.NONE;
        }
        List<RecordedUnitSighting> heard = jdbc.sql("""
                        insert into trial_unit (rollout, revision, unit, last_seen_at, status)
                        select rollout, revision, unit, :receivedAt::timestamptz, 1
                        from unnest(:rollouts, :revisions, :units) as claim (rollout, revision, unit)
                        order by unit, revision, rollout
                        on conflict (rollout, revision, unit) do update
                        set last_seen_at = excluded.last_seen_at,
                            status = case trial_unit.status when 0 then 2 else 3 end
                        where trial_unit.status = 0
                           or trial_unit.last_seen_at not between excluded.last_seen_at - :apart * interval '1 second'
                                                          and excluded.last_seen_at + :apart * interval '1 second'
                        returning rollout, revision, unit, status = 1 as begun, status < 3 as first
                        """)
                .param("receivedAt", receivedAt)
                .param("apart", NewlyCountedUnits.MIN_INTERVAL.toSeconds())
                .param("rollouts", rollouts(claims))
                .param("revisions", revisions(claims))
                .param("units", units(claims))
                .query((row, index) -> new RecordedUnitSighting(
                        new SingleUnitCountClaim.ExposureUnit(
                                row.getString("rollout"), row.getLong("revision"), row.getLong("unit")),
                        row.getBoolean("begun"),
                        row.getBoolean("first")))
                .list();
        return new NewlyCountedUnits(
                filterClaims(claims, units(heard, RecordedUnitSighting::begun)),
                filterClaims(claims, units(heard, RecordedUnitSighting::first)),
                filterClaims(claims, units(heard, row -> !row.first())));
    }

    private static Set<SingleUnitCountClaim.ExposureUnit> units(
            List<RecordedUnitSighting> heard, Predicate<RecordedUnitSighting> which) {
        return heard.stream().filter(which).map(RecordedUnitSighting::unit).collect(Collectors.toSet());
    }

    private static <T extends SingleUnitCountClaim> List<T> filterClaims(Collection<T> claims, Set<?> keys) {
        return claims.stream().filter(claim -> keys.contains(claim.key())).toList();
    }

    private static String[] rollouts(Collection<? extends SingleUnitCountClaim> claims) {
        return SqlArrays.toTextArray(claims, claim -> claim.window().window().rollout());
    }

    private static Long[] revisions(Collection<? extends SingleUnitCountClaim> claims) {
        return SqlArrays.toLongArray(claims, claim -> claim.window().window().revision());
    }

    private static Long[] units(Collection<? extends SingleUnitCountClaim> claims) {
        return SqlArrays.toLongArray(claims, SingleUnitCountClaim::unit);
    }

    /// @param begun whether the unit is new for the exposure
    /// @param first whether this is the unit's first completed call
    private record RecordedUnitSighting(SingleUnitCountClaim.ExposureUnit unit, boolean begun, boolean first) {}
}
