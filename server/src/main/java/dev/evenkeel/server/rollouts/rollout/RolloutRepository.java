// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.files.plan.RolloutPlanJson;
import dev.evenkeel.server.rollouts.evidence.VariantCountsCodec;
import dev.evenkeel.server.rollouts.evidence.VariantKey;
import dev.evenkeel.server.rollouts.rollout.plan.PlanCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The rollouts themselves. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
public class RolloutRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final PlanCache plans = new PlanCache();

    RolloutRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Adds a rollout.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException when another runs on the flag
    public void insert(Rollout rollout) {
        Map<String, @Nullable Object> columns = columns(rollout);
        columns.put("environment", rollout.environment());
        columns.put("flag", rollout.flag());
        columns.put("control", rollout.control());
        columns.put("candidate", rollout.candidate());
        columns.put("plan", RolloutPlanCodec.encode(rollout.plan()));
        columns.put("seed", rollout.seed());
        columns.put("reason", rollout.reason());
        columns.put("service", rollout.change().service());
        columns.put("changeClass", rollout.change().changeClass());
        columns.put("author", rollout.change().author());
        columns.put("startedAt", Timestamp.from(rollout.startedAt()));
        jdbc.sql("""
                        insert into rollout
                            (id, environment, flag, control, candidate, plan, seed, reason, service, change_class,
                             author, started_at, status, ended_at, step, step_started_at, exposure, revision, last_batch_at,
                             seed_samples, ticks, decisions, hold, approved, overflow, control_total, candidate_total,
                             standing, trouble, changes)
                        values
                            (:id, :environment, :flag, :control, :candidate, :plan::jsonb, :seed, :reason, :service, :changeClass,
                             :author, :startedAt, :status, :endedAt, :step, :stepStartedAt, :exposure, :revision, :lastBatchAt,
                             :seedSamples, :ticks, :decisions, :hold, :approved, :overflow, :controlTotal::jsonb, :candidateTotal::jsonb,
                             :standing::jsonb, :trouble, 1)
                        """).params(columns).update();
    }

    /// Stores what changes about a rollout. The caller holds its lock.
    public void save(Rollout rollout) {
        jdbc.sql("""
                        update rollout set
                            status = :status, ended_at = :endedAt, step = :step, step_started_at = :stepStartedAt,
                            exposure = :exposure, revision = :revision, last_batch_at = :lastBatchAt,
                            seed_samples = :seedSamples, ticks = :ticks, decisions = :decisions, hold = :hold, approved = :approved,
                            overflow = :overflow, control_total = :controlTotal::jsonb,
                            candidate_total = :candidateTotal::jsonb, standing = :standing::jsonb,
                            trouble = :trouble, changes = changes + 1
                        where id = :id
                        """).params(columns(rollout)).update();
    }

    /// Notes why the guard cannot judge, or that it can again.
    public void saveTrouble(String id, @Nullable String trouble) {
        jdbc.sql("""
                        update rollout set trouble = :trouble, changes = changes + 1
                        where id = :id and trouble is distinct from :trouble
                        """).param("id", id).param("trouble", trouble).update();
    }

    /// Locks a rollout until the end of the transaction, unless somebody else has it locked.
    public Optional<Rollout> lockIfFree(String id) {
        return query("where id = :id for update skip locked", Map.of("id", id)).stream()
                .findFirst();
    }

    /// Locks a rollout until the end of the transaction, after waiting for others.
    public Optional<Rollout> lock(String id) {
        return query("where id = :id for update", Map.of("id", id)).stream().findFirst();
    }

    public Optional<Rollout> find(String id) {
        return query("where id = :id", Map.of("id", id)).stream().findFirst();
    }

    /// The rollout that runs on a flag.
    public Optional<Rollout> findRunning(String environment, String flag) {
        return query(
                        "where environment = :environment and flag = :flag and ended_at is null",
                        Map.of("environment", environment, "flag", flag))
                .stream()
                .findFirst();
    }

    /// The rollout of a flag that was started last.
    public Optional<Rollout> findNewest(String environment, String flag) {
        return query(
                        "where environment = :environment and flag = :flag order by started_at desc, id limit 1",
                        Map.of("environment", environment, "flag", flag))
                .stream()
                .findFirst();
    }

    /// Those of a flag, newest first.
    List<Rollout> of(String environment, String flag) {
        return query(
                "where environment = :environment and flag = :flag order by started_at desc, id",
                Map.of("environment", environment, "flag", flag));
    }

    /// All, newest first.
    List<Rollout> all() {
        return query("order by started_at desc, id", Map.of());
    }

    /// Those that were started last before a place, newest first, of the same instant by id.
    ///
    /// @param at the instant of that place
    /// @param before the id of that place
    List<Rollout> newest(RolloutSearchCriteria search, Instant at, String before, int most) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("service", search.service());
        parameters.put("flags", search.flags().toArray(String[]::new));
        parameters.put("changeClass", search.changeClass());
        parameters.put("statuses", search.statuses().stream().map(Enum::name).toArray(String[]::new));
        parameters.put("text", search.text());
        parameters.put("at", Timestamp.from(at));
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

    /// When a rollout of each flag was started last.
    List<LastStart> lastStarts() {
        return jdbc.sql("select environment, flag, max(started_at) as at from rollout group by environment, flag")
                .query((row, index) -> new LastStart(
                        row.getString("environment"),
                        row.getString("flag"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    record LastStart(String environment, String flag, Instant at) {}

    /// Other rollouts of the environment that ran while this one did, newest first. Of each only what is shown:
    /// this is asked with every event of a live page, and their counts are long.
    List<ConcurrentRollout> concurrentWith(Rollout rollout) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("id", rollout.id());
        parameters.put("environment", rollout.environment());
        parameters.put("startedAt", Timestamp.from(rollout.startedAt()));
        parameters.put("endedAt", SqlTimestamps.timestamp(rollout.position().endedAt()));
        return jdbc.sql("""
                        select id, flag, status, exposure, started_at, ended_at from rollout
                        where environment = :environment and id <> :id
                          and (ended_at is null or ended_at >= :startedAt)
                          and (:endedAt::timestamptz is null or started_at <= :endedAt::timestamptz)
                        order by started_at desc, id
                        """)
                .params(parameters)
                .query((row, index) -> new ConcurrentRollout(
                        row.getString("id"),
                        row.getString("flag"),
                        RolloutStatus.valueOf(row.getString("status")),
                        RolloutPlanJson.percent(new Percent(row.getInt("exposure"))),
                        row.getTimestamp("started_at").toInstant(),
                        SqlTimestamps.instant(row, "ended_at")))
                .list();
    }

    /// Share of control's calls that failed in the newest other rollout of the flag with the same control.
    ///
    /// @param calls of control that it must have counted, 1 or more
    public Optional<Double> findControlFailures(Rollout rollout, long calls) {
        return jdbc.sql("""
                        select (control_total ->> 'failures')::float8 / (control_total ->> 'calls')::float8 from rollout
                        where environment = :environment and flag = :flag and control = :control and id <> :id
                          and (control_total ->> 'calls')::bigint >= :calls
                        order by started_at desc, id limit 1
                        """)
                .param("environment", rollout.environment())
                .param("flag", rollout.flag())
                .param("control", rollout.control())
                .param("id", rollout.id())
                .param("calls", calls)
                .query(Double.class)
                .optional();
    }

    /// What control did in the newest rollout of a flag with this control and enough calls of it.
    public Optional<ObservedCalls> findControlCalls(VariantKey control, long calls) {
        return jdbc.sql("""
                        select id, started_at, ended_at, (control_total ->> 'calls')::bigint as calls,
                          (control_total ->> 'failures')::bigint as failures from rollout
                        where environment = :environment and flag = :flag and control = :control
                          and ended_at is not null and (control_total ->> 'calls')::bigint >= :calls
                        order by started_at desc, id limit 1
                        """)
                .param("environment", control.environment())
                .param("flag", control.flag())
                .param("control", control.variant())
                .param("calls", calls)
                .query((row, index) -> new ObservedCalls(
                        row.getLong("calls"),
                        row.getLong("failures"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("ended_at").toInstant(),
                        row.getString("id")))
                .optional();
    }

    /// Other rollouts of the environment that run now, in words. Reads no plan: another rollout that
    /// cannot be read must not hold back the rollback of this one.
    public List<String> runningBeside(Rollout rollout) {
        return jdbc.sql("""
                        select id, flag, exposure from rollout
                        where environment = :environment and id <> :id and ended_at is null
                        order by started_at desc, id
                        """)
                .param("environment", rollout.environment())
                .param("id", rollout.id())
                .query((row, index) -> row.getString("id") + " on " + row.getString("flag") + " at "
                        + new Percent(row.getInt("exposure")))
                .list();
    }

    /// Those the guard has to look at.
    public List<String> running() {
        return jdbc.sql("select id from rollout where ended_at is null order by started_at, id")
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// All that have not ended, whole, oldest first.
    public List<Rollout> allRunning() {
        return query("where ended_at is null order by started_at, id", Map.of());
    }

    /// Those of the given ones that ended before an instant.
    public List<String> endedBefore(Instant limit, List<String> ids) {
        return jdbc.sql("select id from rollout where ended_at < :limit and id = any(:ids)")
                .param("limit", Timestamp.from(limit))
                .param("ids", ids.toArray(String[]::new))
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Those of some rollouts that take in nothing more: they ended before a moment, and as long before it
    /// as their plan takes in late outcomes.
    public List<String> overBefore(Instant limit, List<String> ids) {
        return jdbc.sql("""
                        select id from rollout where id = any(:ids)
                        and ended_at + coalesce((plan #>> '{guardrails,settled,window}')::interval, interval '0') < :limit
                        """)
                .param("limit", Timestamp.from(limit))
                .param("ids", ids.toArray(String[]::new))
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// How often a rollout has changed and how much was decided; nothing of either when there is none.
    RolloutChangeCounters counters(String id) {
        return jdbc.sql("select changes, decisions from rollout where id = :id")
                .param("id", id)
                .query((row, index) -> new RolloutChangeCounters(row.getLong("changes"), row.getLong("decisions")))
                .optional()
                .orElse(RolloutChangeCounters.NONE);
    }

    private List<Rollout> query(String condition, Map<String, ? extends @Nullable Object> parameters) {
        return jdbc.sql("""
                        select id, environment, flag, control, candidate, plan, seed, reason, service, change_class, author,
                               started_at, status, ended_at, step, step_started_at, exposure, revision, last_batch_at, seed_samples, ticks, decisions,
                               hold, approved, overflow, control_total, candidate_total, standing, trouble, changes
                        from rollout\s""" + condition)
                .params(parameters)
                .query((row, index) -> rollout(row))
                .list();
    }

    private Rollout rollout(ResultSet row) throws SQLException {
        return new Rollout(
                row.getString("id"),
                row.getString("environment"),
                row.getString("flag"),
                row.getString("control"),
                row.getString("candidate"),
                plans.decode(row.getString("plan")),
                row.getString("seed"),
                row.getString("reason"),
                new ChangeContext(row.getString("service"), row.getString("change_class"), row.getString("author")),
                row.getTimestamp("started_at").toInstant(),
                position(row),
                row.getLong("seed_samples"),
                row.getLong("ticks"),
                new Rollout.Totals(
                        VariantCountsCodec.decode(row.getString("control_total")),
                        VariantCountsCodec.decode(row.getString("candidate_total")),
                        row.getLong("overflow"),
                        SqlTimestamps.instant(row, "last_batch_at")),
                standing(row.getString("standing")),
                row.getString("trouble"),
                row.getLong("changes"));
    }

    private static Rollout.Position position(ResultSet row) throws SQLException {
        String hold = row.getString("hold");
        return new Rollout.Position(
                RolloutStatus.valueOf(row.getString("status")),
                row.getInt("step"),
                row.getTimestamp("step_started_at").toInstant(),
                new Percent(row.getInt("exposure")),
                row.getLong("revision"),
                row.getLong("decisions"),
                hold == null ? null : HoldKind.valueOf(hold),
                row.getBoolean("approved"),
                SqlTimestamps.instant(row, "ended_at"));
    }

    private static @Nullable GuardrailStatus standing(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, GuardrailStatus.class);
    }

    private static Map<String, @Nullable Object> columns(Rollout rollout) {
        Rollout.Position position = rollout.position();
        Rollout.Totals totals = rollout.totals();
        GuardrailStatus standing = rollout.standing();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("id", rollout.id());
        columns.put("status", position.status().name());
        columns.put("endedAt", SqlTimestamps.timestamp(position.endedAt()));
        columns.put("step", position.step());
        columns.put("stepStartedAt", SqlTimestamps.timestamp(position.stepStartedAt()));
        columns.put("exposure", position.exposure().basisPoints());
        columns.put("revision", position.revision());
        columns.put("lastBatchAt", SqlTimestamps.timestamp(totals.lastBatchAt()));
        columns.put("seedSamples", rollout.seedSamples());
        columns.put("ticks", rollout.ticks());
        columns.put("decisions", position.decisions());
        columns.put("hold", position.hold() == null ? null : position.hold().name());
        columns.put("approved", position.approved());
        columns.put("overflow", totals.overflow());
        columns.put("controlTotal", VariantCountsCodec.encode(totals.control()));
        columns.put("candidateTotal", VariantCountsCodec.encode(totals.candidate()));
        columns.put("standing", standing == null ? null : JSON.writeValueAsString(standing));
        columns.put("trouble", rollout.trouble());
        return columns;
    }
}
