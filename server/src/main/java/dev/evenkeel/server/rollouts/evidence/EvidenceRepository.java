// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.api.RolloutApi.DroppedCounts;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlArrays;
import dev.evenkeel.server.foundation.database.SqlInstants;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// The stored evidence windows and pending evidence. Every method runs in the caller's transaction, in one
/// round trip except [#consume] and [#deleteRollout].
@Component
public class EvidenceRepository {
    /// Maximum number of processes per rollout that can be detected as silent without a connection.
    private static final int MOST_PROCESSES = 10_000;

    /* Counts the recorded processes only of rollouts with new ones. */
    private static final String INSERT = """
            with sender as (
                select * from unnest(:sentRollouts, :instances, :heartbeats) as s (rollout, instance, heartbeat)),
            new_sender as materialized (
                select *, row_number() over (partition by rollout order by instance) as number
                from sender
                where not exists (select from rollout_instance as known
                                  where known.rollout = sender.rollout and known.instance = sender.instance)),
            place as materialized (
                select rollout, :most - (select count(*) from rollout_instance as known
                                         where known.rollout = new_sender.rollout) as free
                from new_sender group by rollout),
            inserted_sender as (
                insert into rollout_instance (rollout, instance, first_reported_at, heartbeat)
                select rollout, instance, :at::timestamptz, heartbeat
                from new_sender join place using (rollout)
                where number <= free
                order by rollout, instance
                on conflict do nothing),
            inserted_evidence as (
                insert into pending_evidence
                    (rollout, revision, received_at, first_failure_at, overflow, control, candidate)
                select * from unnest(:rollouts, :revisions, :receivedAt::timestamptz[],
                                     :firstFailureAt::timestamptz[], :overflow,
                                     :control::jsonb[], :candidate::jsonb[]))
            select rollout from place where free <= 0
            """;

    private final JdbcClient jdbc;
    private final QuarantinedRowRepository quarantine;
    private final UnitPartitions units;
    /* Rollouts with the maximum number of recorded processes, which are recorded as long as the rollout. Without this
     * set, each batch of a further process would count them again. */
    private final Set<String> fullRollouts = ConcurrentHashMap.newKeySet();

    EvidenceRepository(JdbcClient jdbc, QuarantinedRowRepository quarantine, UnitPartitions units) {
        this.jdbc = jdbc;
        this.quarantine = quarantine;
        this.units = units;
    }

    /// Inserts a window, unless it exists; with the first window of a rollout, the partitions of its units.
    public void insertWindow(RolloutExposureWindow exposure) {
        boolean first = jdbc.sql("""
                        insert into evidence_window
                            (rollout, revision, environment, flag, control, candidate, failed_units, trials)
                        values (:rollout, :revision, :environment, :flag, :control, :candidate, 0, 0)
                        on conflict do nothing
                        returning not exists (select from evidence_window as other where other.rollout = :rollout)
                        """)
                .paramSource(exposure)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (first) {
            units.create(exposure.rollout());
        }
    }

    /// Adds evidence for the guard, and records the sending processes in their rollouts, about
    /// [#MOST_PROCESSES] per rollout at most.
    ///
    /// @param senders processes that sent the evidence
    public void insert(List<RolloutEvidenceEntry> evidence, Set<EvidenceSender> senders) {
        if (evidence.isEmpty()) {
            return;
        }
        List<EvidenceSender> recordable = senders.stream()
                .filter(sender -> !fullRollouts.contains(sender.rollout()))
                .toList();
        fullRollouts.addAll(jdbc.sql(INSERT)
                .param("at", evidence.getFirst().receivedAt())
                .param("sentRollouts", SqlArrays.toTextArray(recordable, EvidenceSender::rollout))
                .param("instances", SqlArrays.toTextArray(recordable, EvidenceSender::instance))
                .param(
                        "heartbeats",
                        recordable.stream().map(EvidenceSender::heartbeat).toArray(Boolean[]::new))
                .param("most", MOST_PROCESSES)
                .param("rollouts", SqlArrays.toTextArray(evidence, RolloutEvidenceEntry::rollout))
                .param("revisions", SqlArrays.toLongArray(evidence, RolloutEvidenceEntry::revision))
                .param("receivedAt", times(evidence, RolloutEvidenceEntry::receivedAt))
                .param("firstFailureAt", times(evidence, RolloutEvidenceEntry::firstFailureAt))
                .param("overflow", SqlArrays.toLongArray(evidence, RolloutEvidenceEntry::overflow))
                .param("control", SqlArrays.toTextArray(evidence, row -> VariantCountsCodec.encode(row.control())))
                .param("candidate", SqlArrays.toTextArray(evidence, row -> VariantCountsCodec.encode(row.candidate())))
                .query(String.class)
                .list());
    }

    /// Returns the rollouts whose outcomes still count as evidence.
    public List<String> listRolloutsWithWindows() {
        return jdbc.sql("select distinct rollout from evidence_window order by rollout")
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Returns the rollouts with pending evidence.
    public List<String> listRolloutsWithPendingEvidence() {
        return jdbc.sql("select distinct rollout from pending_evidence order by rollout")
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Returns when the oldest pending evidence arrived, by rollout.
    public Map<String, Instant> findOldestByRollout() {
        Map<String, Instant> oldest = new HashMap<>();
        jdbc.sql("select rollout, min(received_at) as first from pending_evidence group by rollout")
                .query(row -> {
                    oldest.put(row.getString("rollout"), SqlInstants.read(row, "first"));
                });
        return oldest;
    }

    /// Returns the oldest pending evidence of a rollout in order of arrival. Quarantines rows that cannot be read
    /// or have more calls than a batch can have. The caller holds a lock on the rollout.
    ///
    /// @param limit maximum number of elements; with fewer, there is no more evidence
    public List<RolloutEvidenceEntry> listPending(String rollout, int limit) {
        Map<Long, String> problems = new LinkedHashMap<>();
        List<RolloutEvidenceEntry> readable = new ArrayList<>();
        jdbc.sql("""
                        select id, rollout, revision, received_at, first_failure_at, overflow, control, candidate
                        from pending_evidence where rollout = :rollout order by id limit :limit
                        """).param("rollout", rollout).param("limit", limit).query((ResultSet row) -> {
            try {
                readable.add(mapRow(row));
            } catch (IllegalArgumentException | JacksonException e) {
                problems.put(row.getLong("id"), String.valueOf(e.getMessage()));
            }
        });
        problems.forEach(this::quarantine);
        return problems.isEmpty() ? readable : listPending(rollout, limit);
    }

    private void quarantine(long id, String problem) {
        Map<String, @Nullable Object> row =
                jdbc.sql("""
                        delete from pending_evidence where id = :id
                        returning rollout, revision, received_at::text, control::text, candidate::text
                        """).param("id", id).query().singleRow();
        quarantine.insert("pending_evidence", null, problem, row);
    }

    /// Returns when the rollout's pending evidence arrived; empty when there is none.
    public Optional<EvidenceTimeSpan> findPendingTimeSpan(String rollout) {
        return jdbc.sql("""
                        select min(received_at) as first, max(received_at) as last
                        from pending_evidence where rollout = :rollout having count(*) > 0
                        """)
                .param("rollout", rollout)
                .query(RecordRowMapper.of(EvidenceTimeSpan.class))
                .optional();
    }

    /// Returns when the newest pending outcomes of SDK processes arrived; empty when there are none. Evidence from
    /// metric sources and rows that cannot be read do not count. Reads all pending rows of the rollout.
    public Optional<Instant> findNewestSdkArrival(String rollout) {
        return jdbc.sql("""
                        select max(received_at) as newest from pending_evidence
                        where rollout = :rollout
                          and (jsonb_path_exists(control, '$.calls ? (@ > 0)')
                               or jsonb_path_exists(candidate, '$.calls ? (@ > 0)'))
                        having count(*) > 0
                        """)
                .param("rollout", rollout)
                .query((row, index) -> SqlInstants.read(row, "newest"))
                .optional();
    }

    /// Removes evidence from the pending evidence and adds its units to those of its windows. Takes a round trip
    /// more per window with units.
    public void consume(List<RolloutEvidenceEntry> evidence) {
        if (evidence.isEmpty()) {
            return;
        }
        jdbc.sql("delete from pending_evidence where id = any(:ids)")
                .param("ids", evidence.stream().map(RolloutEvidenceEntry::id).toArray(Long[]::new))
                .update();
        Map<WindowKey, List<RolloutEvidenceEntry>> byWindow = evidence.stream()
                .filter(RolloutEvidenceEntry::hasUnits)
                .collect(Collectors.groupingBy(one -> new WindowKey(one.rollout(), one.revision())));
        byWindow.forEach((window, all) -> incrementUnitCounts(
                window, sum(all, VariantCounts::firstEvents), sum(all, VariantCounts::startedUnits)));
    }

    private record WindowKey(String rollout, long revision) {}

    private static long sum(List<RolloutEvidenceEntry> all, ToLongFunction<VariantCounts> number) {
        return all.stream()
                .mapToLong(one -> number.applyAsLong(one.control()) + number.applyAsLong(one.candidate()))
                .sum();
    }

    private void incrementUnitCounts(WindowKey window, long failedUnits, long trials) {
        jdbc.sql("""
                        update evidence_window
                        set failed_units = failed_units + :failedUnits, trials = trials + :trials
                        where rollout = :rollout and revision = :revision
                        """)
                .param("rollout", window.rollout())
                .param("revision", window.revision())
                .param("failedUnits", failedUnits)
                .param("trials", trials)
                .update();
    }

    /// Closes the windows of a rollout and deletes its pending evidence; [UnitRetention] deletes its units later.
    /// Its outcomes are unattributed from now on.
    public void deleteRollout(String rollout) {
        for (String table : List.of("evidence_window", "pending_evidence")) {
            jdbc.sql("delete from " + table + " where rollout = :rollout")
                    .param("rollout", rollout)
                    .update();
        }
        UnitRetention.schedulePurge(jdbc, rollout);
    }

    /// Returns the counts that batches lost since the start of an instant's minute.
    public DroppedCounts lostOutcomes(String environment, Instant since) {
        return jdbc.sql("""
                        select least(coalesce(sum(dropped), 0), 9223372036854775807) as dropped,
                               least(coalesce(sum(unattributed), 0), 9223372036854775807) as unattributed
                        from (
                            select dropped, unattributed from outcome_batch
                            where environment = :environment and received_at >= :since
                              and (dropped > 0 or unattributed > 0)
                            union all
                            select dropped, unattributed from outcome_loss
                            where environment = :environment and minute >= :since) as lost
                        """)
                .param("environment", environment)
                .param("since", since.truncatedTo(ChronoUnit.MINUTES))
                .query(RecordRowMapper.of(DroppedCounts.class))
                .single();
    }

    List<SdkProcessOutcomeTotals> listDeliveryTotals(String environment) {
        return jdbc.sql("""
                        select instance, sum(batches) as batches, least(sum(calls), 9223372036854775807) as calls,
                               least(sum(dropped), 9223372036854775807) as dropped,
                               least(sum(unattributed), 9223372036854775807) as unattributed,
                               min(first_received_at) as first_at, max(last_received_at) as last_at
                        from (
                            select instance, count(*) as batches, sum(calls) as calls, sum(dropped) as dropped,
                                   sum(unattributed) as unattributed, min(received_at) as first_received_at,
                                   max(received_at) as last_received_at
                            from outcome_batch where environment = :environment group by instance
                            union all
                            select instance, batches, calls, dropped, unattributed, first_received_at, last_received_at
                            from outcome_total where environment = :environment and batches > 0) as known
                        group by instance
                        order by last_at desc, instance
                        """)
                .param("environment", environment)
                .query(RecordRowMapper.of(SdkProcessOutcomeTotals.class))
                .list();
    }

    /// Returns the processes that have sent outcomes since an instant, by environment and name.
    ///
    /// @param since a few minutes ago; reads every batch since then
    public List<OutcomeSender> listSenders(Instant since) {
        return jdbc.sql("""
                        select environment, instance, least(sum(calls), 9223372036854775807) as calls,
                               (array_agg(heartbeat order by received_at desc))[1] as heartbeat,
                               max(received_at) as last_at
                        from outcome_batch where received_at >= :since
                        group by environment, instance order by environment, instance
                        """)
                .param("since", since)
                .query(RecordRowMapper.of(OutcomeSender.class))
                .list();
    }

    private static RolloutEvidenceEntry mapRow(ResultSet row) throws SQLException {
        return new RolloutEvidenceEntry(
                row.getLong("id"),
                row.getString("rollout"),
                row.getLong("revision"),
                SqlInstants.read(row, "received_at"),
                SqlInstants.readNullable(row, "first_failure_at"),
                row.getLong("overflow"),
                requirePlausible(VariantCountsCodec.decode(row.getString("control"))),
                requirePlausible(VariantCountsCodec.decode(row.getString("candidate"))));
    }

    private static VariantCounts requirePlausible(VariantCounts counts) {
        if (counts.calls() < 0 || counts.calls() > OutcomeBatch.MAX_CALLS) {
            throw new IllegalArgumentException(
                    "implausible count of " + counts.calls() + " calls; maximum " + OutcomeBatch.MAX_CALLS);
        }
        return counts;
    }

    private static @Nullable String[] times(
            List<RolloutEvidenceEntry> evidence, Function<RolloutEvidenceEntry, @Nullable Instant> column) {
        return evidence.stream()
                .map(row -> Objects.toString(column.apply(row), null))
                .toArray(String[]::new);
    }
}
