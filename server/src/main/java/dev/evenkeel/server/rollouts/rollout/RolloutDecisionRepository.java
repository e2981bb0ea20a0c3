// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The stored decisions and the exposures that they set.
@Component
public class RolloutDecisionRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RecordRowMapper<RolloutDecision> DECISION =
            RecordRowMapper.of(RolloutDecision.class).json(GuardDecisionInputs.class);
    private static final RecordRowMapper<RolloutQueries.DecisionWithRollout> DECISION_WITH_ROLLOUT =
            RecordRowMapper.of(RolloutQueries.DecisionWithRollout.class).json(GuardDecisionInputs.class);
    private static final String SELECT = """
            select rollout_decision.rollout, number, decided_at as at, kind, from_step, to_step, rollout_decision.exposure,
                   rollout_decision.revision, rollout_decision.reason, tick, progress, evidence_at, active_everywhere_at,
                   rollout_decision.hold_reason as hold, environment, flag
            from rollout_decision join rollout on id = rollout
            """;

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
                             :progress::jsonb, :evidenceAt, :activeEverywhereAt, :hold)
                        """)
                .paramSource(decision)
                .param("rollout", rollout)
                .param("progress", inputs == null ? null : JSON.writeValueAsString(inputs))
                .update();
    }

    /// Returns all decisions about a rollout, oldest first.
    public List<RolloutDecision> listByRollout(String rollout) {
        return jdbc.sql(SELECT + "where rollout = :rollout order by number")
                .param("rollout", rollout)
                .query(DECISION)
                .list();
    }

    /// Returns a decision about a rollout by its number.
    public Optional<RolloutDecision> findByNumber(String rollout, long number) {
        return jdbc.sql(SELECT + "where rollout = :rollout and number = :number")
                .param("rollout", rollout)
                .param("number", number)
                .query(DECISION)
                .optional();
    }

    /// Returns decisions about all rollouts between two instants, oldest first.
    List<RolloutQueries.DecisionWithRollout> listBetween(Instant from, Instant to) {
        return jdbc.sql(SELECT + "where decided_at >= :from and decided_at <= :to order by decided_at, rollout, number")
                .param("from", from)
                .param("to", to)
                .query(DECISION_WITH_ROLLOUT)
                .list();
    }

    /// Counts how steps of an environment ended, up to an instant.
    RolloutQueries.EndedStepCounts countStepOutcomes(String environment, Instant by) {
        return jdbc.sql("""
                        select count(*) filter (where kind <> 'ROLL_BACK') as advanced, count(*) as total
                        from rollout_decision join rollout on id = rollout
                        where environment = :environment and decided_at <= :by
                          and kind in ('ADVANCE', 'COMPLETE', 'ROLL_BACK')
                        """)
                .param("environment", environment)
                .param("by", by)
                .query(RecordRowMapper.of(RolloutQueries.EndedStepCounts.class))
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
                .param("since", since)
                .query(RecordRowMapper.of(DecisionAwaitingPropagation.class))
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
                        """).paramSource(decision).param("at", at).update();
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
                .query(Instant.class)
                .optional();
    }

    public void insertExposure(String rollout, ExposureSetting set) {
        jdbc.sql("""
                        insert into rollout_exposure (rollout, revision, step, exposure)
                        values (:rollout, :revision, :step, :exposure)
                        """).paramSource(set).param("rollout", rollout).update();
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
                .query(RecordRowMapper.of(ExposureSetting.class))
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
    List<FailuresOfBothVariants> listFailuresByExposure(String rollout) {
        return jdbc.sql("""
                        select exposure, control_failed_units as control, candidate_failed_units as candidate
                        from rollout_exposure
                        where rollout = :rollout order by revision
                        """)
                .param("rollout", rollout)
                .query(RecordRowMapper.of(FailuresOfBothVariants.class))
                .list();
    }

    /// A decision whose revision may not be active in all processes.
    public record DecisionAwaitingPropagation(String rollout, long number, String environment, long revision) {}

    /// The exposure and the step that a revision set.
    public record ExposureSetting(long revision, int step, Percent exposure) {}
}
