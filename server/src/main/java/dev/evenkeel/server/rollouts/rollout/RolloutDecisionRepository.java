// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.HoldKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The stored decisions and the exposures that they set.
@Component
public class RolloutDecisionRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    RolloutDecisionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(String rollout, RolloutDecision decision) {
        GuardDecisionInputs inputs = decision.progress();
        jdbc.sql("""
                        insert into rollout_decision
                            (rollout, number, decided_at, kind, from_step, to_step, exposure, revision, reason, tick, progress,
                             evidence_at, active_everywhere_at, hold_reason)
                        values
                            (:rollout, :number, :at, :kind, :fromStep, :toStep, :exposure, :revision, :reason, :tick,
                             :progress::jsonb, :evidenceAt, :activeEverywhereAt, :holdReason)
                        """)
                .param("rollout", rollout)
                .param("number", decision.number())
                .param("at", SqlTimestamps.toTimestamp(decision.at()))
                .param("kind", decision.kind().name())
                .param("fromStep", decision.fromStep())
                .param("toStep", decision.toStep())
                .param("exposure", decision.exposure().basisPoints())
                .param("revision", decision.revision())
                .param("reason", decision.reason())
                .param("tick", decision.tick())
                .param("progress", inputs == null ? null : JSON.writeValueAsString(inputs))
                .param("evidenceAt", SqlTimestamps.toTimestamp(decision.evidenceAt()))
                .param("activeEverywhereAt", SqlTimestamps.toTimestamp(decision.activeEverywhereAt()))
                .param(
                        "holdReason",
                        decision.hold() == null ? null : decision.hold().name())
                .update();
    }

    /// Returns all decisions about a rollout, oldest first.
    public List<RolloutDecision> listByRollout(String rollout) {
        return jdbc.sql("""
                        select number, decided_at, kind, from_step, to_step, exposure, revision, reason, tick, progress,
                               evidence_at, active_everywhere_at, hold_reason
                        from rollout_decision where rollout = :rollout order by number
                        """)
                .param("rollout", rollout)
                .query((row, index) -> mapRow(row))
                .list();
    }

    /// Returns a decision about a rollout by its number.
    public Optional<RolloutDecision> findByNumber(String rollout, long number) {
        return jdbc.sql("""
                        select number, decided_at, kind, from_step, to_step, exposure, revision, reason, tick, progress,
                               evidence_at, active_everywhere_at, hold_reason
                        from rollout_decision where rollout = :rollout and number = :number
                        """)
                .param("rollout", rollout)
                .param("number", number)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    /// Returns decisions about all rollouts between two instants, oldest first.
    List<RolloutQueries.DecisionWithRollout> listBetween(Instant from, Instant to) {
        return jdbc.sql("""
                        select rollout, environment, flag, number, decided_at, kind, from_step, to_step,
                               rollout_decision.exposure, rollout_decision.revision, rollout_decision.reason, tick,
                               progress, evidence_at, active_everywhere_at, rollout_decision.hold_reason
                        from rollout_decision join rollout on id = rollout
                        where decided_at >= :from and decided_at <= :to
                        order by decided_at, rollout, number
                        """)
                .param("from", SqlTimestamps.toTimestamp(from))
                .param("to", SqlTimestamps.toTimestamp(to))
                .query((row, index) -> new RolloutQueries.DecisionWithRollout(
                        row.getString("rollout"), row.getString("environment"), row.getString("flag"), mapRow(row)))
                .list();
    }

    /// Counts how steps of an environment ended, up to an instant.
    RolloutQueries.EndedStepCounts countStepOutcomes(String environment, Instant by) {
        return jdbc.sql("""
                        select count(*) filter (where kind <> 'ROLL_BACK'), count(*)
                        from rollout_decision join rollout on id = rollout
                        where environment = :environment and decided_at <= :by
                          and kind in ('ADVANCE', 'COMPLETE', 'ROLL_BACK')
                        """)
                .param("environment", environment)
                .param("by", SqlTimestamps.toTimestamp(by))
                .query((row, index) -> new RolloutQueries.EndedStepCounts(row.getLong(1), row.getLong(2)))
                .single();
    }

    /// Returns decisions since an instant that are not known to be active in all processes.
    public List<DecisionAwaitingPropagation> listUnconfirmed(Instant since) {
        return jdbc.sql("""
                        select rollout, rollout_decision.number, environment, rollout_decision.revision
                        from rollout_decision join rollout on id = rollout
                        where active_everywhere_at is null and kind <> 'HOLD' and decided_at >= :since
                        order by decided_at
                        """)
                .param("since", SqlTimestamps.toTimestamp(since))
                .query((row, index) -> new DecisionAwaitingPropagation(
                        row.getString("rollout"),
                        row.getLong("number"),
                        row.getString("environment"),
                        row.getLong("revision")))
                .list();
    }

    /// Records since when a decision is active in all processes, which counts as a change of its rollout. A
    /// decision that left the revision unchanged is active immediately.
    public void updateActiveEverywhereAt(DecisionAwaitingPropagation decision, Instant at) {
        jdbc.sql("""
                        with confirmed as (
                            update rollout_decision set active_everywhere_at = greatest(decided_at, :at)
                            where rollout = :rollout and number = :number and active_everywhere_at is null
                            returning rollout)
                        update rollout set change_count = change_count + 1 where id in (select rollout from confirmed)
                        """)
                .param("at", SqlTimestamps.toTimestamp(at))
                .param("rollout", decision.rollout())
                .param("number", decision.number())
                .update();
    }

    /// Returns when the last process reached a revision: of the processes that reported outcomes of the rollout
    /// and acknowledged this or a newer revision, the latest first acknowledgement. Empty when there is none or
    /// the acknowledgements have been deleted.
    Optional<Instant> findLastRolledBackAt(String rollout, long revision) {
        return jdbc.sql("""
                        select max(acknowledged_at) from (
                            select min(received_at) as acknowledged_at
                            from rollout_instance reported
                                join rollout on rollout.id = reported.rollout
                                join sdk_ack ack on ack.environment = rollout.environment
                                    and ack.instance = reported.instance and ack.revision >= :revision
                            where reported.rollout = :rollout
                            group by reported.instance) as acknowledgements
                        """)
                .param("rollout", rollout)
                .param("revision", revision)
                .query((row, index) -> Optional.ofNullable(SqlTimestamps.readInstant(row, "max")))
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

    /// Returns the exposure at a revision. A user's edit creates a revision, too, and leaves the exposure
    /// unchanged.
    public ExposureSetting getExposure(String rollout, long revision) {
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

    /// Adds newly failed units to the exposure that was active at the tick's revision.
    public void addFailedUnits(String rollout, RolloutTick tick) {
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

    /// Returns the newly failed units per exposure.
    List<RelativeFailureRate.FailuresOfBothVariants> listFailuresByExposure(String rollout) {
        return jdbc.sql("""
                        select exposure, control_failed_units, candidate_failed_units from rollout_exposure
                        where rollout = :rollout order by revision
                        """)
                .param("rollout", rollout)
                .query((row, index) -> new RelativeFailureRate.FailuresOfBothVariants(
                        new Percent(row.getInt("exposure")),
                        row.getLong("control_failed_units"),
                        row.getLong("candidate_failed_units")))
                .list();
    }

    private static RolloutDecision mapRow(ResultSet row) throws SQLException {
        return new RolloutDecision(
                row.getLong("number"),
                row.getTimestamp("decided_at").toInstant(),
                RolloutDecisionKind.valueOf(row.getString("kind")),
                row.getInt("from_step"),
                row.getInt("to_step"),
                new Percent(row.getInt("exposure")),
                row.getLong("revision"),
                row.getString("reason"),
                row.getLong("tick"),
                parseProgress(row.getString("progress")),
                SqlTimestamps.readInstant(row, "evidence_at"),
                SqlTimestamps.readInstant(row, "active_everywhere_at"),
                parseHoldKind(row.getString("hold_reason")));
    }

    private static @Nullable HoldKind parseHoldKind(@Nullable String name) {
        return name == null ? null : HoldKind.valueOf(name);
    }

    private static @Nullable GuardDecisionInputs parseProgress(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, GuardDecisionInputs.class);
    }

    /// A decision whose revision may not be active in all processes.
    public record DecisionAwaitingPropagation(String rollout, long number, String environment, long revision) {}

    /// The exposure and the step that a revision set.
    public record ExposureSetting(long revision, int step, Percent exposure) {}
}
