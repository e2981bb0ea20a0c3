// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.foundation.database.SqlArrays;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// The tables that hand evidence on. Every method runs in the caller's transaction, in one round trip
/// but [#remove].
@Component
public class EvidenceRepository {
    /// Most processes of a rollout that are missed when they fall silent without being connected.
    private static final int MOST_PROCESSES = 10_000;

    private final JdbcClient jdbc;
    private final QuarantinedRowRepository setAside;

    EvidenceRepository(JdbcClient jdbc, QuarantinedRowRepository setAside) {
        this.jdbc = jdbc;
        this.setAside = setAside;
    }

    public void insertWindow(EvidenceWindow window) {
        jdbc.sql("""
                        insert into evidence_window
                            (rollout, revision, environment, flag, control, candidate, failed_units, trials)
                        values (:rollout, :revision, :environment, :flag, :control, :candidate, 0, 0)
                        on conflict do nothing
                        """).paramSource(window).update();
    }

    /// Adds evidence for the guard, and notes the process that sent it in its rollouts, [#MOST_PROCESSES] in
    /// each.
    ///
    /// @param instance name of the process that sent it; null when it is not from a process
    /// @param heartbeat whether that process promised its next batch soon
    public void insert(List<RolloutEvidence> evidence, @Nullable String instance, boolean heartbeat) {
        if (evidence.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        with noted as (
                            insert into rollout_process (rollout, instance, noted_at, heartbeat)
                            select rollout, :instance::text, received_at, :heartbeat
                            from (select distinct on (rollout) rollout, received_at
                                  from unnest(:rollouts, :receivedAt::timestamptz[]) as told (rollout, received_at)) as told
                            where :instance::text is not null and case
                                when exists (select from rollout_process as known
                                             where known.rollout = told.rollout and known.instance = :instance::text)
                                then false
                                else (select count(*) from rollout_process as known
                                      where known.rollout = told.rollout) < :most end
                            order by rollout
                            on conflict do nothing)
                        insert into evidence
                            (rollout, revision, received_at, failed_from, overflow, control, candidate)
                        select * from unnest(:rollouts, :revisions, :receivedAt::timestamptz[],
                                             :failedFrom::timestamptz[], :overflow,
                                             :control::jsonb[], :candidate::jsonb[])
                        """)
                .param("instance", instance, Types.VARCHAR)
                .param("heartbeat", heartbeat)
                .param("most", MOST_PROCESSES)
                .param("rollouts", SqlArrays.texts(evidence, RolloutEvidence::rollout))
                .param("revisions", SqlArrays.longs(evidence, RolloutEvidence::revision))
                .param("receivedAt", times(evidence, RolloutEvidence::receivedAt))
                .param("failedFrom", times(evidence, RolloutEvidence::failedFrom))
                .param("overflow", SqlArrays.longs(evidence, RolloutEvidence::overflow))
                .param("control", SqlArrays.texts(evidence, row -> VariantCountsCodec.encode(row.control())))
                .param("candidate", SqlArrays.texts(evidence, row -> VariantCountsCodec.encode(row.candidate())))
                .update();
    }

    List<String> rolloutsWithWindows() {
        return jdbc.sql("select distinct rollout from evidence_window order by rollout")
                .query((row, index) -> row.getString(1))
                .list();
    }

    List<String> rolloutsWithEvidence() {
        return jdbc.sql("select distinct rollout from evidence order by rollout")
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// When the oldest evidence arrived that nobody took, by rollout.
    public Map<String, Instant> oldestByRollout() {
        Map<String, Instant> oldest = new HashMap<>();
        jdbc.sql("select rollout, min(received_at) as first from evidence group by rollout")
                .query(row -> {
                    oldest.put(
                            row.getString("rollout"), row.getTimestamp("first").toInstant());
                });
        return oldest;
    }

    /// The oldest evidence. What cannot be read, or has more calls than a batch can, is set aside.
    List<RolloutEvidence> oldest(String rollout, int limit) {
        Map<Long, String> problems = new LinkedHashMap<>();
        List<RolloutEvidence> readable = new ArrayList<>();
        jdbc.sql("""
                        select id, rollout, revision, received_at, failed_from, overflow, control, candidate
                        from evidence where rollout = :rollout order by id limit :limit
                        """).param("rollout", rollout).param("limit", limit).query((ResultSet row) -> {
            try {
                readable.add(evidence(row));
            } catch (IllegalArgumentException | JacksonException e) {
                problems.put(row.getLong("id"), String.valueOf(e.getMessage()));
            }
        });
        problems.forEach(this::setAside);
        return readable;
    }

    private void setAside(long id, String problem) {
        Map<String, @Nullable Object> row =
                jdbc.sql("""
                        delete from evidence where id = :id
                        returning rollout, revision, received_at::text, control::text, candidate::text
                        """).param("id", id).query().singleRow();
        setAside.add("evidence", null, problem, row);
    }

    Optional<EvidenceTimeSpan> span(String rollout) {
        return jdbc.sql("""
                        select min(received_at) as first, max(received_at) as last
                        from evidence where rollout = :rollout having count(*) > 0
                        """)
                .param("rollout", rollout)
                .query((row, index) -> new EvidenceTimeSpan(
                        row.getTimestamp("first").toInstant(),
                        row.getTimestamp("last").toInstant()))
                .optional();
    }

    void delete(List<RolloutEvidence> evidence) {
        jdbc.sql("delete from evidence where id = any(:ids)")
                .param("ids", evidence.stream().map(RolloutEvidence::id).toArray(Long[]::new))
                .update();
    }

    void addUnits(String rollout, long revision, long failedUnits, long trials) {
        jdbc.sql("""
                        update evidence_window
                        set failed_units = failed_units + :failedUnits, trials = trials + :trials
                        where rollout = :rollout and revision = :revision
                        """)
                .param("rollout", rollout)
                .param("revision", revision)
                .param("failedUnits", failedUnits)
                .param("trials", trials)
                .update();
    }

    /// Its units stay until [UnitRetention] takes them away.
    void remove(String rollout) {
        for (String table : List.of("evidence_window", "evidence")) {
            jdbc.sql("delete from " + table + " where rollout = :rollout")
                    .param("rollout", rollout)
                    .update();
        }
        UnitRetention.note(jdbc, rollout);
    }

    /// What batches lost since the minute of an instant began.
    DroppedCounts losses(String environment, Instant since) {
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
                .param("since", Timestamp.from(since.truncatedTo(ChronoUnit.MINUTES)))
                .query(DroppedCounts.class)
                .single();
    }

    List<SdkDeliveryTotals> received(String environment) {
        return jdbc.sql("""
                        select instance, sum(batches) as batches, least(sum(calls), 9223372036854775807) as calls,
                               least(sum(dropped), 9223372036854775807) as dropped,
                               least(sum(unattributed), 9223372036854775807) as unattributed,
                               min(first_at) as first_at, max(last_at) as last_at
                        from (
                            select instance, count(*) as batches, sum(calls) as calls, sum(dropped) as dropped,
                                   sum(unattributed) as unattributed, min(received_at) as first_at,
                                   max(received_at) as last_at
                            from outcome_batch where environment = :environment group by instance
                            union all
                            select instance, batches, calls, dropped, unattributed, first_at, last_at
                            from outcome_total where environment = :environment and batches > 0) as known
                        group by instance
                        order by last_at desc, instance
                        """)
                .param("environment", environment)
                .query((row, index) -> new SdkDeliveryTotals(
                        row.getString("instance"),
                        row.getLong("batches"),
                        row.getLong("calls"),
                        row.getLong("dropped"),
                        row.getLong("unattributed"),
                        row.getTimestamp("first_at").toInstant(),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }

    List<OutcomeSender> senders(Instant since) {
        return jdbc.sql("""
                        select environment, instance, least(sum(calls), 9223372036854775807) as calls,
                               (array_agg(heartbeat order by received_at desc))[1] as heartbeat,
                               max(received_at) as last_at
                        from outcome_batch where received_at >= :since
                        group by environment, instance order by environment, instance
                        """)
                .param("since", Timestamp.from(since))
                .query((row, index) -> new OutcomeSender(
                        row.getString("environment"),
                        row.getString("instance"),
                        row.getLong("calls"),
                        row.getBoolean("heartbeat"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }

    private static RolloutEvidence evidence(ResultSet row) throws SQLException {
        return new RolloutEvidence(
                row.getLong("id"),
                row.getString("rollout"),
                row.getLong("revision"),
                row.getTimestamp("received_at").toInstant(),
                instant(row.getTimestamp("failed_from")),
                row.getLong("overflow"),
                possible(VariantCountsCodec.decode(row.getString("control"))),
                possible(VariantCountsCodec.decode(row.getString("candidate"))));
    }

    private static VariantCounts possible(VariantCounts counts) {
        if (counts.calls() < 0 || counts.calls() > OutcomeBatch.MAX_CALLS) {
            throw new IllegalArgumentException(
                    counts.calls() + " calls, at most " + OutcomeBatch.MAX_CALLS + " are possible");
        }
        return counts;
    }

    private static @Nullable String[] times(
            List<RolloutEvidence> evidence, Function<RolloutEvidence, @Nullable Instant> column) {
        return evidence.stream()
                .map(row -> Objects.toString(column.apply(row), null))
                .toArray(String[]::new);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
