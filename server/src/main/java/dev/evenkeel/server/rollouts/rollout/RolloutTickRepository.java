// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.incident.FailureOnsetEstimator;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.TickEvidenceStrength;
import dev.evenkeel.engine.rollout.TrialArrivalRate;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlInstants;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantCountsCodec;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The stored ticks.
@Component
public class RolloutTickRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final RecordRowMapper<RolloutTick> TICK = RecordRowMapper.of(RolloutTick.class)
            .parsing(VariantCounts.class, VariantCountsCodec::decode)
            .json(GuardDecisionInputs.class)
            .json(TickEvidenceStrength.class);
    private static final String SELECT = """
            select number, evaluated_at as at, revision, step, exposure, late, first_failure_at, control, candidate,
                   progress, evidence, state_digest
            from rollout_tick\s""";

    private final JdbcClient jdbc;

    RolloutTickRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(String rollout, RolloutTick tick) {
        RolloutTick.Evaluation judgement = tick.evaluation();
        jdbc.sql("""
                        insert into rollout_tick
                            (rollout, number, evaluated_at, revision, step, exposure, late, first_failure_at, control, candidate,
                             progress, evidence, state_digest)
                        values
                            (:rollout, :number, :at, :revision, :step, :exposure, :late, :firstFailureAt,
                             :control::jsonb, :candidate::jsonb, :progress::jsonb, :evidence::jsonb, :stateDigest)
                        """)
                .paramSource(tick)
                .param("rollout", rollout)
                .param("control", VariantCountsCodec.encode(tick.control()))
                .param("candidate", VariantCountsCodec.encode(tick.candidate()))
                .param("progress", judgement == null ? null : JSON.writeValueAsString(judgement.progress()))
                .param("evidence", judgement == null ? null : JSON.writeValueAsString(judgement.evidence()))
                .param("stateDigest", judgement == null ? null : judgement.stateDigest())
                .update();
    }

    /// Returns ticks with a number above `after`, oldest first, at most `limit`.
    public List<RolloutTick> listAfter(String rollout, long after, int limit) {
        return jdbc.sql(SELECT + "where rollout = :rollout and number > :after order by number limit :limit")
                .param("rollout", rollout)
                .param("after", after)
                .param("limit", limit)
                .query(TICK)
                .list();
    }

    /// Returns the oldest ticks. Passes the number of each unreadable tick, with the reason, to `unreadable`.
    public List<RolloutTick> listOldest(String rollout, int limit, BiConsumer<Long, String> unreadable) {
        List<RolloutTick> readable = new ArrayList<>();
        Map<Long, String> problems = new LinkedHashMap<>();
        jdbc.sql(SELECT + "where rollout = :rollout order by number limit :limit")
                .param("rollout", rollout)
                .param("limit", limit)
                .query((ResultSet row) -> {
                    try {
                        readable.add(TICK.mapRow(row, 0));
                    } catch (IllegalArgumentException | JacksonException e) {
                        problems.put(row.getLong("number"), String.valueOf(e.getMessage()));
                    }
                });
        problems.forEach(unreadable);
        return readable;
    }

    /// Deletes a tick and returns its columns.
    public Map<String, @Nullable Object> delete(String rollout, long number) {
        return jdbc.sql("""
                        delete from rollout_tick where rollout = :rollout and number = :number
                        returning rollout, number, evaluated_at::text, revision, late, control::text, candidate::text
                        """)
                .param("rollout", rollout)
                .param("number", number)
                .query()
                .singleRow();
    }

    /// Returns only the calls of ticks with a number above `after`, oldest first; whole ticks are large.
    List<RolloutTick.Calls> listCallsAfter(String rollout, long after) {
        return jdbc.sql("""
                        select evaluated_at as at, revision, late, (control ->> 'calls')::bigint as control,
                               (candidate ->> 'calls')::bigint as candidate
                        from rollout_tick where rollout = :rollout and number > :after order by number
                        """)
                .param("rollout", rollout)
                .param("after", after)
                .query(RecordRowMapper.of(RolloutTick.Calls.class))
                .list();
    }

    /// Returns only the calls and failures of a rollout's ticks, oldest first.
    List<FailureOnsetEstimator.Sample> listFailureSamples(String rollout) {
        return jdbc.sql("""
                        select evaluated_at, first_failure_at,
                               (control ->> 'calls')::bigint as control_calls,
                               (control ->> 'failures')::bigint as control_failures,
                               (candidate ->> 'calls')::bigint as candidate_calls,
                               (candidate ->> 'failures')::bigint as candidate_failures
                        from rollout_tick where rollout = :rollout order by number
                        """)
                .param("rollout", rollout)
                .query((row, index) -> new FailureOnsetEstimator.Sample(
                        SqlInstants.read(row, "evaluated_at"),
                        SqlInstants.readNullable(row, "first_failure_at"),
                        new FailureOnsetEstimator.CallCounts(
                                row.getLong("control_calls"), row.getLong("control_failures")),
                        new FailureOnsetEstimator.CallCounts(
                                row.getLong("candidate_calls"), row.getLong("candidate_failures"))))
                .list();
    }

    /// Returns the candidate trials of a revision since an instant, from ticks with a number above `after`,
    /// oldest first, without late ticks.
    List<TrialArrivalRate.Arrival> listCandidateTrials(String rollout, long revision, long after, Instant since) {
        return jdbc.sql("""
                        select evaluated_at as at, (candidate ->> 'trials')::bigint as candidate_trials from rollout_tick
                        where rollout = :rollout and number > :after and evaluated_at > :since and revision = :revision and not late
                        order by number
                        """)
                .param("rollout", rollout)
                .param("after", after)
                .param("revision", revision)
                .param("since", since)
                .query(RecordRowMapper.of(TrialArrivalRate.Arrival.class))
                .list();
    }
}
