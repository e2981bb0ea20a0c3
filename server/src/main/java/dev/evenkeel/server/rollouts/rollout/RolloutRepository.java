// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.api.RolloutApi.ConcurrentRollout;
import dev.evenkeel.api.RolloutApi.GatedChangeAttributes;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlInstants;
import dev.evenkeel.server.rollouts.evidence.VariantCountsCodec;
import dev.evenkeel.server.rollouts.evidence.VariantKey;
import dev.evenkeel.server.rollouts.rollout.plan.PlanCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The stored rollouts.
@Component
public class RolloutRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final PlanCache plans = new PlanCache();

    RolloutRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts a rollout.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException when another rollout is running on the flag
    public void insert(Rollout rollout) {
        jdbc.sql("""
                        insert into rollout
                            (id, environment, flag, control, candidate, plan, seed, reason, service, change_class,
                             author, started_at, status, ended_at, step, step_started_at, exposure, revision, last_batch_at,
                             baseline_samples, tick_count, decision_count, hold_reason, step_approved, overflow, control_counts, candidate_counts,
                             guardrail_status, evaluation_error, change_count)
                        values
                            (:id, :environment, :flag, :control, :candidate, :plan::jsonb, :seed, :reason, :service, :changeClass,
                             :author, :startedAt, :status, :endedAt, :step, :stepStartedAt, :exposure, :revision, :lastBatchAt,
                             :baselineSamples, :tickCount, :decisionCount, :holdReason, :stepApproved, :overflow, :controlCounts::jsonb,
                             :candidateCounts::jsonb, :guardrailStatus::jsonb, :evaluationError, 1)
                        """)
                .paramSource(rollout)
                .params(columns(rollout))
                .param("plan", RolloutPlanCodec.encode(rollout.plan()))
                .param("service", rollout.change().service())
                .param("changeClass", rollout.change().changeClass())
                .param("author", rollout.change().author())
                .update();
    }

    /// Stores the mutable columns of a rollout. The caller holds its lock.
    public void update(Rollout rollout) {
        jdbc.sql("""
                        update rollout set
                            status = :status, ended_at = :endedAt, step = :step, step_started_at = :stepStartedAt,
                            exposure = :exposure, revision = :revision, last_batch_at = :lastBatchAt,
                            baseline_samples = :baselineSamples, tick_count = :tickCount, decision_count = :decisionCount,
                            hold_reason = :holdReason, step_approved = :stepApproved,
                            overflow = :overflow, control_counts = :controlCounts::jsonb,
                            candidate_counts = :candidateCounts::jsonb, guardrail_status = :guardrailStatus::jsonb,
                            evaluation_error = :evaluationError, change_count = change_count + 1
                        where id = :id
                        """).paramSource(rollout).params(columns(rollout)).update();
    }

    /// Stores why the guard cannot evaluate a rollout, or clears the reason.
    public void saveEvaluationError(String id, @Nullable String trouble) {
        jdbc.sql("""
                        update rollout set evaluation_error = :error, change_count = change_count + 1
                        where id = :id and evaluation_error is distinct from :error
                        """).param("id", id).param("error", trouble).update();
    }

    /// Locks a rollout until the end of the transaction; empty when another session has locked it.
    public Optional<Rollout> tryLock(String id) {
        return query("where id = :id for update skip locked", Map.of("id", id)).stream()
                .findFirst();
    }

    /// Locks a rollout until the end of the transaction; waits for other sessions.
    public Optional<Rollout> lock(String id) {
        return query("where id = :id for update", Map.of("id", id)).stream().findFirst();
    }

    public Optional<Rollout> findById(String id) {
        return query("where id = :id", Map.of("id", id)).stream().findFirst();
    }

    /// Returns the running rollout of a flag, if any.
    public Optional<Rollout> findRunningByFlag(String environment, String flag) {
        return query(
                        "where environment = :environment and flag = :flag and ended_at is null",
                        Map.of("environment", environment, "flag", flag))
                .stream()
                .findFirst();
    }

    /// Returns the rollout of a flag that was started last.
    public Optional<Rollout> findNewestByFlag(String environment, String flag) {
        return query(
                        "where environment = :environment and flag = :flag order by started_at desc, id limit 1",
                        Map.of("environment", environment, "flag", flag))
                .stream()
                .findFirst();
    }

    /// Returns all rollouts of a flag, newest first.
    List<Rollout> listByFlag(String environment, String flag) {
        return query(
                "where environment = :environment and flag = :flag order by started_at desc, id",
                Map.of("environment", environment, "flag", flag));
    }

    /// Returns all rollouts, newest first.
    List<Rollout> listAll() {
        return query("order by started_at desc, id", Map.of());
    }

    /// Returns one page of rollouts, newest first; those with the same start time by descending id.
    ///
    /// @param at start time of the last rollout of the previous page
    /// @param before id of that rollout
    List<Rollout> search(RolloutSearchCriteria search, Instant at, String before, int most) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("service", search.service());
        parameters.put("flags", search.flags());
        parameters.put("changeClass", search.changeClass());
        parameters.put("statuses", search.statuses());
        parameters.put("text", search.text());
        parameters.put("at", at);
        parameters.put("before", before);
        parameters.put("most", most);
        return query("""
                where (:service::text is null or service = :service
                       or (service is null and environment || '/' || flag = any(:flags)))
                  and (:changeClass::text is null or change_class = :changeClass)
                  and status = any(:statuses)
                  and (:text = '' or strpos(lower(concat_ws(' ', id, environment, flag, reason, author)), lower(:text)) > 0)
                  and (started_at, id collate "C") < (:at, :before collate "C")
                order by started_at desc, id collate "C" desc limit :most""", parameters);
    }

    /// Returns when a rollout of each flag was last started.
    List<LastStart> listLastStarts() {
        return jdbc.sql("select environment, flag, max(started_at) as at from rollout group by environment, flag")
                .query(RecordRowMapper.of(LastStart.class))
                .list();
    }

    record LastStart(String environment, String flag, Instant at) {}

    /// Returns other rollouts of the environment that ran at the same time, newest first. Reads only the
    /// displayed columns, because every event of a live page queries them and the counts are large.
    List<ConcurrentRollout> listConcurrentWith(Rollout rollout) {
        return jdbc.sql("""
                        select id, flag, status, exposure, started_at, ended_at from rollout
                        where environment = :environment and id <> :id
                          and (ended_at is null or ended_at >= :startedAt)
                          and (:endedAt::timestamptz is null or started_at <= :endedAt::timestamptz)
                        order by started_at desc, id
                        """)
                .paramSource(rollout)
                .param("endedAt", rollout.position().endedAt())
                .query((row, index) -> new ConcurrentRollout(
                        row.getString("id"),
                        row.getString("flag"),
                        RolloutStatus.valueOf(row.getString("status")),
                        new Percent(row.getInt("exposure")).toBigDecimal(),
                        SqlInstants.read(row, "started_at"),
                        SqlInstants.readNullable(row, "ended_at")))
                .list();
    }

    /// Returns the share of failed control calls in the newest other rollout of the flag with the same control.
    ///
    /// @param calls minimum number of control calls in that rollout, 1 or more
    public Optional<Double> findControlFailureRate(Rollout rollout, long calls) {
        return jdbc.sql("""
                        select (control_counts ->> 'failures')::float8 / (control_counts ->> 'calls')::float8 from rollout
                        where environment = :environment and flag = :flag and control = :control and id <> :id
                          and (control_counts ->> 'calls')::bigint >= :calls
                        order by started_at desc, id limit 1
                        """)
                .paramSource(rollout)
                .param("calls", calls)
                .query(Double.class)
                .optional();
    }

    /// Returns control's calls in the newest ended rollout of a flag with this control and enough control
    /// calls.
    public Optional<FlagPeriodCallCounts> findControlCalls(VariantKey control, long calls) {
        return jdbc.sql("""
                        select id as rollout, started_at as from, ended_at as to, (control_counts ->> 'calls')::bigint as calls,
                          (control_counts ->> 'failures')::bigint as failures from rollout
                        where environment = :environment and flag = :flag and control = :variant
                          and ended_at is not null and (control_counts ->> 'calls')::bigint >= :calls
                        order by started_at desc, id limit 1
                        """)
                .paramSource(control)
                .param("calls", calls)
                .query(RecordRowMapper.of(FlagPeriodCallCounts.class))
                .optional();
    }

    /// Describes the other running rollouts of the environment. Does not read their plans, so that an
    /// unreadable rollout cannot prevent the rollback of this one.
    public List<String> describeRunningBeside(Rollout rollout) {
        return jdbc.sql("""
                        select id, flag, exposure from rollout
                        where environment = :environment and id <> :id and ended_at is null
                        order by started_at desc, id
                        """)
                .paramSource(rollout)
                .query((row, index) -> row.getString("id") + " on " + row.getString("flag") + " at "
                        + new Percent(row.getInt("exposure")))
                .list();
    }

    /// Returns the ids of the rollouts that have not ended.
    public List<String> listRunningIds() {
        return jdbc.sql("select id from rollout where ended_at is null order by started_at, id")
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Returns the rollouts that have not ended, oldest first.
    public List<Rollout> listRunning() {
        return query("where ended_at is null order by started_at, id", Map.of());
    }

    /// Returns which of the given rollouts ended before an instant.
    public List<String> listEndedBefore(Instant limit, List<String> ids) {
        return jdbc.sql("select id from rollout where ended_at < :limit and id = any(:ids)")
                .param("limit", limit)
                .param("ids", ids)
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Returns which of the given rollouts accept no more outcomes. A rollout accepts delayed outcomes until
    /// the time set by its plan has passed after its end, which must have happened before the instant.
    public List<String> listExpiredBefore(Instant limit, List<String> ids) {
        return jdbc.sql("""
                        select id from rollout where id = any(:ids)
                        and ended_at + coalesce((plan #>> '{guardrails,settled,window}')::interval, interval '0') < :limit
                        """)
                .param("limit", limit)
                .param("ids", ids)
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Returns the change counters of a rollout; zeros when it does not exist.
    RolloutChangeSequence getChangeCounters(String id) {
        return jdbc.sql("select change_count as changes, decision_count as decisions from rollout where id = :id")
                .param("id", id)
                .query(RecordRowMapper.of(RolloutChangeSequence.class))
                .optional()
                .orElse(RolloutChangeSequence.NONE);
    }

    private List<Rollout> query(String condition, Map<String, ? extends @Nullable Object> parameters) {
        return jdbc.sql("""
                        select id, environment, flag, control, candidate, plan, seed, reason, service, change_class, author,
                               started_at, status, ended_at, step, step_started_at, exposure, revision, last_batch_at, baseline_samples, tick_count,
                               decision_count, hold_reason, step_approved, overflow, control_counts, candidate_counts,
                               guardrail_status, evaluation_error, change_count
                        from rollout\s""" + condition)
                .params(parameters)
                .query((row, index) -> mapRow(row))
                .list();
    }

    private Rollout mapRow(ResultSet row) throws SQLException {
        return new Rollout(
                row.getString("id"),
                row.getString("environment"),
                row.getString("flag"),
                row.getString("control"),
                row.getString("candidate"),
                plans.decode(row.getString("plan")),
                row.getString("seed"),
                row.getString("reason"),
                new GatedChangeAttributes(
                        row.getString("service"), row.getString("change_class"), row.getString("author")),
                SqlInstants.read(row, "started_at"),
                mapPosition(row),
                row.getLong("baseline_samples"),
                row.getLong("tick_count"),
                new Rollout.Totals(
                        VariantCountsCodec.decode(row.getString("control_counts")),
                        VariantCountsCodec.decode(row.getString("candidate_counts")),
                        row.getLong("overflow"),
                        SqlInstants.readNullable(row, "last_batch_at")),
                parseGuardrailStatus(row.getString("guardrail_status")),
                row.getString("evaluation_error"),
                row.getLong("change_count"));
    }

    private static Rollout.Position mapPosition(ResultSet row) throws SQLException {
        String hold = row.getString("hold_reason");
        return new Rollout.Position(
                RolloutStatus.valueOf(row.getString("status")),
                row.getInt("step"),
                SqlInstants.read(row, "step_started_at"),
                new Percent(row.getInt("exposure")),
                row.getLong("revision"),
                row.getLong("decision_count"),
                hold == null ? null : HoldKind.valueOf(hold),
                row.getBoolean("step_approved"),
                SqlInstants.readNullable(row, "ended_at"));
    }

    private static @Nullable GuardrailStatuses parseGuardrailStatus(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, GuardrailStatuses.class);
    }

    private static Map<String, @Nullable Object> columns(Rollout rollout) {
        Rollout.Position position = rollout.position();
        Rollout.Totals totals = rollout.totals();
        GuardrailStatuses statuses = rollout.guardrailStatus();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("status", position.status());
        columns.put("endedAt", position.endedAt());
        columns.put("step", position.step());
        columns.put("stepStartedAt", position.stepStartedAt());
        columns.put("exposure", position.exposure());
        columns.put("revision", position.revision());
        columns.put("lastBatchAt", totals.lastBatchAt());
        columns.put("baselineSamples", rollout.seedSamples());
        columns.put("tickCount", rollout.ticks());
        columns.put("decisionCount", position.decisions());
        columns.put("holdReason", position.hold());
        columns.put("stepApproved", position.approved());
        columns.put("overflow", totals.overflow());
        columns.put("controlCounts", VariantCountsCodec.encode(totals.control()));
        columns.put("candidateCounts", VariantCountsCodec.encode(totals.candidate()));
        columns.put("guardrailStatus", statuses == null ? null : JSON.writeValueAsString(statuses));
        return columns;
    }
}
