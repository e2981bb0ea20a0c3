// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.server.flags.flag.UnitSaltColumnReader;
import dev.evenkeel.server.foundation.database.SqlArrays;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables written during ingestion. Every method runs in the caller's transaction, in one round trip.
@Component
class OutcomeRepository {
    private static final String INSERT_BATCH = """
            with known as (
                     select known_through_sequence, instance_secret_hash from outcome_total
                     where environment = :environment and instance = :instance),
                 noted as (
                     insert into outcome_total as held
                         (environment, instance, known_through_sequence, known_since, instance_secret_hash)
                     select :environment, :instance, 0, :receivedAt::timestamptz, :secret::bytea
                     where not exists (select from known)
                     on conflict (environment, instance) do update set known_since = held.known_since
                     returning known_through_sequence, instance_secret_hash),
                 process as (select * from known union all select * from noted),
                 stored as (
                     insert into outcome_batch
                         (environment, instance, sequence, received_at, calls, dropped, unattributed,
                          heartbeat)
                     select :environment, :instance, :sequence, :receivedAt::timestamptz, :calls, :dropped,
                            :unattributed, :heartbeat
                     from process
                     where known_through_sequence < :sequence
                       and (instance_secret_hash is null or instance_secret_hash = :secret::bytea)
                     on conflict do nothing
                     returning 1)
            select exists (select from stored) as stored,
                   instance_secret_hash is null or coalesce(instance_secret_hash = :secret::bytea, false) as own
            from process
            """;

    private final JdbcClient jdbc;

    OutcomeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the windows, in this environment, of the rollouts in a batch.
    List<OpenRolloutExposureWindow> listOpenWindows(String environment, OutcomeBatch batch) {
        String[] rollouts = batch.summaries().stream()
                .map(summary -> summary.split())
                .filter(Objects::nonNull)
                .map(SplitKey::rollout)
                .distinct()
                .toArray(String[]::new);
        if (rollouts.length == 0) {
            return List.of();
        }
        return jdbc.sql("""
                        select rollout, revision, w.environment, w.flag, control, candidate, salt,
                               sum(failed_units) over (partition by rollout) < :failedUnits as room_for_failures,
                               trials < :trials as room_for_trials
                        from evidence_window w left join unit_salt s on s.owner = w.rollout and s.deleted_at is null
                        where w.environment = :environment and rollout = any(:rollouts)
                        """)
                .param("failedUnits", OpenRolloutExposureWindow.MAX_FAILED_UNITS)
                .param("trials", OpenRolloutExposureWindow.MAX_TRIALS)
                .param("environment", environment)
                .param("rollouts", rollouts)
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

    /// Inserts the key of a batch, and with the first batch of a process its secret.
    ///
    /// @return false for a duplicate, or when the batch is as old as those of its process whose rows are
    ///     deleted
    /// @throws MalformedOrOverLimitException when the process sent its first batch with another secret
    boolean insertBatch(String environment, ReceivedBatch arrival, long unattributed) {
        BatchAcceptance note = jdbc.sql(INSERT_BATCH)
                .params(parameters(environment, arrival, unattributed))
                .query(BatchAcceptance.class)
                .single();
        if (!note.own()) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.FORBIDDEN,
                    "Another process uses the instance name "
                            + arrival.batch().instance()
                            + ": its first batch had a different secret. This batch was not stored.",
                    "Give each process a random instance name, and send the same " + BatchSender.HEADER
                            + " with all of its batches.");
        }
        return note.stored();
    }

    private static Map<String, @Nullable Object> parameters(
            String environment, ReceivedBatch arrival, long unattributed) {
        OutcomeBatch batch = arrival.batch();
        HashedSecret secret = arrival.sender().secret();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("environment", environment);
        parameters.put("instance", batch.instance());
        parameters.put("secret", secret == null ? null : secret.hash());
        parameters.put("sequence", batch.sequence());
        parameters.put("receivedAt", Timestamp.from(arrival.receivedAt()));
        parameters.put("calls", batch.calls());
        parameters.put("dropped", batch.dropped());
        parameters.put("unattributed", unattributed);
        parameters.put("heartbeat", arrival.sender().heartbeat());
        return parameters;
    }

    /// @param stored whether the batch is new
    /// @param own whether it is from the process that sent the first batch
    private record BatchAcceptance(boolean stored, boolean own) {}

    /// Inserts first failures and first events of metrics.
    ///
    /// @return claims that are new for their unit in the rollout
    List<SingleUnitCountClaim.FirstEvent> insertFirstEvents(Collection<SingleUnitCountClaim.FirstEvent> claims) {
        if (claims.isEmpty()) {
            return List.of();
        }
        Set<FirstEventKey> inserted = new HashSet<>(jdbc.sql("""
                        insert into unit_first_event (rollout, metric, unit)
                        select rollout, metric, unit from unnest(:rollouts, :metrics, :units) as claim (rollout, metric, unit)
                        order by rollout, metric, unit
                        on conflict do nothing
                        returning rollout, metric, unit
                        """)
                .param("rollouts", rollouts(claims))
                .param("metrics", SqlArrays.toTextArray(claims, SingleUnitCountClaim.FirstEvent::storedMetric))
                .param("units", units(claims))
                .query(FirstEventKey.class)
                .list());
        return claims.stream()
                .filter(claim -> inserted.contains(
                        new FirstEventKey(claim.window().window().rollout(), claim.storedMetric(), claim.unit())))
                .toList();
    }

    /// Inserts units whose first calls have started and not ended.
    ///
    /// @return claims that are new for their exposure
    List<SingleUnitCountClaim.StartedCall> insertStartedCalls(
            Collection<SingleUnitCountClaim.StartedCall> claims, Instant receivedAt) {
        if (claims.isEmpty()) {
            return List.of();
        }
        Set<UnitKey> inserted = new HashSet<>(jdbc.sql("""
                        insert into trial_unit (rollout, revision, unit, last_seen_at, ended_calls)
                        select rollout, revision, unit, :receivedAt::timestamptz, 0
                        from unnest(:rollouts, :revisions, :units) as claim (rollout, revision, unit)
                        order by rollout, revision, unit
                        on conflict do nothing
                        returning rollout, revision, unit
                        """)
                .param("receivedAt", Timestamp.from(receivedAt))
                .param("rollouts", rollouts(claims))
                .param("revisions", revisions(claims))
                .param("units", units(claims))
                .query(UnitKey.class)
                .list());
        return claims.stream()
                .filter(claim -> inserted.contains(UnitKey.of(claim)))
                .toList();
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
                        insert into trial_unit (rollout, revision, unit, last_seen_at, ended_calls)
                        select rollout, revision, unit, :receivedAt::timestamptz, 1
                        from unnest(:rollouts, :revisions, :units) as claim (rollout, revision, unit)
                        order by rollout, revision, unit
                        on conflict (rollout, revision, unit) do update
                        set last_seen_at = excluded.last_seen_at, ended_calls = least(trial_unit.ended_calls + 1, 2)
                        where trial_unit.ended_calls = 0
                           or trial_unit.last_seen_at not between excluded.last_seen_at - :apart * interval '1 second'
                                                          and excluded.last_seen_at + :apart * interval '1 second'
                        returning rollout, revision, unit, (xmax = 0) as begun, (ended_calls = 1) as first
                        """)
                .param("receivedAt", Timestamp.from(receivedAt))
                .param("apart", NewlyCountedUnits.MIN_INTERVAL.toSeconds())
                .param("rollouts", rollouts(claims))
                .param("revisions", revisions(claims))
                .param("units", units(claims))
                .query((row, index) -> new RecordedUnitSighting(
                        new UnitKey(row.getString("rollout"), row.getLong("revision"), row.getLong("unit")),
                        row.getBoolean("begun"),
                        row.getBoolean("first")))
                .list();
        return new NewlyCountedUnits(
                filterClaims(claims, heard, RecordedUnitSighting::begun),
                filterClaims(claims, heard, RecordedUnitSighting::first),
                filterClaims(claims, heard, row -> !row.first()));
    }

    private static List<SingleUnitCountClaim.FirstCall> filterClaims(
            Collection<SingleUnitCountClaim.FirstCall> claims,
            List<RecordedUnitSighting> heard,
            Predicate<RecordedUnitSighting> which) {
        Set<UnitKey> units =
                heard.stream().filter(which).map(RecordedUnitSighting::unit).collect(Collectors.toSet());
        return claims.stream()
                .filter(claim -> units.contains(UnitKey.of(claim)))
                .toList();
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

    private record FirstEventKey(String rollout, String metric, long unit) {}

    /// @param begun whether the unit is new for the exposure
    /// @param first whether this is the unit's first completed call
    private record RecordedUnitSighting(UnitKey unit, boolean begun, boolean first) {}

    private record UnitKey(String rollout, long revision, long unit) {
        static UnitKey of(SingleUnitCountClaim claim) {
            RolloutExposureWindow exposure = claim.window().window();
            return new UnitKey(exposure.rollout(), exposure.revision(), claim.unit());
        }
    }
}
