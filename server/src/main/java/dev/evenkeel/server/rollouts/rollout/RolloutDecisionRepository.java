// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Decisions and the exposures they set. Every method runs in the caller's transaction if there is one,
/// in one round trip.
@Component
public class RolloutDecisionRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    RolloutDecisionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(String rollout, RolloutDecision decision) {
        RolloutProgress progress = decision.progress();
        jdbc.sql("""
                        insert into rollout_decision
                            (rollout, number, at, kind, from_step, to_step, exposure, revision, reason, tick, progress,
                             evidence_at, active_everywhere_at, hold)
                        values
                            (:rollout, :number, :at, :kind, :fromStep, :toStep, :exposure, :revision, :reason, :tick,
                             :progress::jsonb, :evidenceAt, :activeEverywhereAt, :hold)
                        """)
                .param("rollout", rollout)
                .param("number", decision.number())
                .param("at", SqlTimestamps.timestamp(decision.at()))
                .param("kind", decision.kind().name())
                .param("fromStep", decision.fromStep())
                .param("toStep", decision.toStep())
                .param("exposure", decision.exposure().basisPoints())
                .param("revision", decision.revision())
                .param("reason", decision.reason())
                .param("tick", decision.tick())
                .param("progress", progress == null ? null : JSON.writeValueAsString(progress))
                .param("evidenceAt", SqlTimestamps.timestamp(decision.evidenceAt()))
                .param("activeEverywhereAt", SqlTimestamps.timestamp(decision.activeEverywhereAt()))
                .param("hold", decision.hold() == null ? null : decision.hold().name())
                .update();
    }

    /// All of a rollout, oldest first.
    public List<RolloutDecision> of(String rollout) {
        return jdbc.sql("""
                        select number, at, kind, from_step, to_step, exposure, revision, reason, tick, progress,
                               evidence_at, active_everywhere_at, hold
                        from rollout_decision where rollout = :rollout order by number
                        """)
                .param("rollout", rollout)
                .query((row, index) -> decision(row))
                .list();
    }

    /// One of a rollout, by its number.
    public Optional<RolloutDecision> find(String rollout, long number) {
        return jdbc.sql("""
                        select number, at, kind, from_step, to_step, exposure, revision, reason, tick, progress,
                               evidence_at, active_everywhere_at, hold
                        from rollout_decision where rollout = :rollout and number = :number
                        """)
                .param("rollout", rollout)
                .param("number", number)
                .query((row, index) -> decision(row))
                .optional();
    }

    /// Decisions about all rollouts from an instant to another, oldest first.
    List<RolloutService.DecisionWithRollout> between(Instant from, Instant to) {
        return jdbc.sql("""
                        select rollout, environment, flag, number, at, kind, from_step, to_step,
                               rollout_decision.exposure, rollout_decision.revision, rollout_decision.reason, tick,
                               progress, evidence_at, active_everywhere_at, rollout_decision.hold
                        from rollout_decision join rollout on id = rollout
                        where at >= :from and at <= :to
                        order by at, rollout, number
                        """)
                .param("from", SqlTimestamps.timestamp(from))
                .param("to", SqlTimestamps.timestamp(to))
                .query((row, index) -> new RolloutService.DecisionWithRollout(
                        row.getString("rollout"), row.getString("environment"), row.getString("flag"), decision(row)))
                .list();
    }

    /// How steps in an environment were left by an instant.
    RolloutService.StepOutcomes stepsLeft(String environment, Instant by) {
        return jdbc.sql("""
                        select count(*) filter (where kind <> 'ROLL_BACK'), count(*)
                        from rollout_decision join rollout on id = rollout
                        where environment = :environment and at <= :by
                          and kind in ('ADVANCE', 'COMPLETE', 'ROLL_BACK')
                        """)
                .param("environment", environment)
                .param("by", SqlTimestamps.timestamp(by))
                .query((row, index) -> new RolloutService.StepOutcomes(row.getLong(1), row.getLong(2)))
                .single();
    }

    /// Decisions since an instant of which nobody knows yet that they are active everywhere.
    public List<UnconfirmedDecision> unconfirmed(Instant since) {
        return jdbc.sql("""
                        select rollout, rollout_decision.number, environment, rollout_decision.revision
                        from rollout_decision join rollout on id = rollout
                        where active_everywhere_at is null and kind <> 'HOLD' and at >= :since
                        order by at
                        """)
                .param("since", SqlTimestamps.timestamp(since))
                .query((row, index) -> new UnconfirmedDecision(
                        row.getString("rollout"),
                        row.getLong("number"),
                        row.getString("environment"),
                        row.getLong("revision")))
                .list();
    }

    /// Notes since when a decision is active everywhere, which changes its rollout. A decision that
    /// left the revision as it was is active at once.
    public void confirm(UnconfirmedDecision decision, Instant at) {
        jdbc.sql("""
                        with confirmed as (
                            update rollout_decision set active_everywhere_at = greatest(at, :at)
                            where rollout = :rollout and number = :number and active_everywhere_at is null
                            returning rollout)
                        update rollout set changes = changes + 1 where id in (select rollout from confirmed)
                        """)
                .param("at", SqlTimestamps.timestamp(at))
                .param("rollout", decision.rollout())
                .param("number", decision.number())
                .update();
    }

    /// When the last of the processes that reported outcomes of a rollout, and that acknowledged a revision or
    /// a newer one, did so first; empty when none did, or nobody knows any more.
    Optional<Instant> findLastBack(String rollout, long revision) {
        return jdbc.sql("""
                        select max(back_at) from (
                            select min(received_at) as back_at
                            from rollout_process process
                                join rollout on rollout.id = process.rollout
                                join sdk_ack ack on ack.environment = rollout.environment
                                    and ack.instance = process.instance and ack.revision >= :revision
                            where process.rollout = :rollout
                            group by process.instance) as backs
                        """)
                .param("rollout", rollout)
                .param("revision", revision)
                .query((row, index) -> Optional.ofNullable(SqlTimestamps.instant(row, "max")))
                .single();
    }

    public void insertExposure(String rollout, ExposureSetting set) {
        jdbc.sql("""
                        insert into rollout_exposure (rollout, revision, step, exposure)
                        values (:rollout, :revision, :step, :exposure)
                        """)
                .param("rollout", rollout)
                .param("revision", set.revision())
                .param("step", set.step())
                .param("exposure", set.exposure().basisPoints())
                .update();
    }

    /// The exposure under a revision: an author's edit makes a revision, too, and leaves the exposure
    /// as it was.
    public ExposureSetting exposure(String rollout, long revision) {
        return jdbc.sql("""
                        select revision, step, exposure from rollout_exposure
                        where rollout = :rollout and revision <= :revision
                        order by revision desc limit 1
                        """)
                .param("rollout", rollout)
                .param("revision", revision)
                .query((row, index) -> new ExposureSetting(
                        row.getLong("revision"), row.getInt("step"), new Percent(row.getInt("exposure"))))
                .single();
    }

    /// Counts units that failed for the first time, under the exposure in force at a revision.
    public void countFailed(String rollout, RolloutTick tick) {
        jdbc.sql("""
                        update rollout_exposure
                        set control_failed_units = control_failed_units + :control,
                            candidate_failed_units = candidate_failed_units + :candidate
                        where rollout = :rollout and revision =
                            (select max(revision) from rollout_exposure
                             where rollout = :rollout and revision <= :revision)
                        """)
                .param("control", tick.control().failedUnits())
                .param("candidate", tick.candidate().failedUnits())
                .param("rollout", rollout)
                .param("revision", tick.revision())
                .update();
    }

    /// Units that failed for the first time, exposure by exposure.
    List<FailureRatio.ExposureFailures> failed(String rollout) {
        return jdbc.sql("""
                        select exposure, control_failed_units, candidate_failed_units from rollout_exposure
                        where rollout = :rollout order by revision
                        """)
                .param("rollout", rollout)
                .query((row, index) -> new FailureRatio.ExposureFailures(
                        new Percent(row.getInt("exposure")),
                        row.getLong("control_failed_units"),
                        row.getLong("candidate_failed_units")))
                .list();
    }

    private static RolloutDecision decision(ResultSet row) throws SQLException {
        return new RolloutDecision(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                RolloutDecisionKind.valueOf(row.getString("kind")),
                row.getInt("from_step"),
                row.getInt("to_step"),
                new Percent(row.getInt("exposure")),
                row.getLong("revision"),
                row.getString("reason"),
                row.getLong("tick"),
                progress(row.getString("progress")),
                SqlTimestamps.instant(row, "evidence_at"),
                SqlTimestamps.instant(row, "active_everywhere_at"),
                hold(row.getString("hold")));
    }

    private static @Nullable HoldKind hold(@Nullable String name) {
        return name == null ? null : HoldKind.valueOf(name);
    }

    private static @Nullable RolloutProgress progress(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, RolloutProgress.class);
    }

    /// A decision whose revision may not be active everywhere.
    public record UnconfirmedDecision(String rollout, long number, String environment, long revision) {}

    /// Which revision set which exposure, for which step.
    public record ExposureSetting(long revision, int step, Percent exposure) {}
}
