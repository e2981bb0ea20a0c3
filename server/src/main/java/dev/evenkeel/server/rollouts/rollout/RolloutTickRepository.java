// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.incident.FailureOnsetEstimator;
import dev.evenkeel.engine.rollout.RolloutProgress;
import dev.evenkeel.engine.rollout.TrialRate;
import dev.evenkeel.server.rollouts.evidence.VariantCountsCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/// Ticks. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
public class RolloutTickRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    RolloutTickRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(String rollout, RolloutTick tick) {
        RolloutTick.Evaluation judgement = tick.judgement();
        jdbc.sql("""
                        insert into rollout_tick
                            (rollout, number, at, revision, step, exposure, late, failed_from, control, candidate,
                             progress, evidence, state_digest)
                        values
                            (:rollout, :number, :at, :revision, :step, :exposure, :late, :failedFrom,
                             :control::jsonb, :candidate::jsonb, :progress::jsonb, :evidence::jsonb, :stateDigest)
                        """)
                .param("rollout", rollout)
                .param("number", tick.number())
                .param("at", SqlTimestamps.timestamp(tick.at()))
                .param("revision", tick.revision())
                .param("step", tick.step())
                .param("exposure", tick.exposure().basisPoints())
                .param("late", tick.late())
                .param("failedFrom", SqlTimestamps.timestamp(tick.failedFrom()))
                .param("control", VariantCountsCodec.encode(tick.control()))
                .param("candidate", VariantCountsCodec.encode(tick.candidate()))
                .param("progress", judgement == null ? null : JSON.writeValueAsString(judgement.progress()))
                .param("evidence", judgement == null ? null : JSON.writeValueAsString(judgement.evidence()))
                .param("stateDigest", judgement == null ? null : judgement.stateDigest())
                .update();
    }

    /// Ticks with a number above `after`, oldest first, at most `limit`.
    public List<RolloutTick> after(String rollout, long after, int limit) {
        return jdbc.sql("""
                        select number, at, revision, step, exposure, late, failed_from, control, candidate,
                               progress, evidence, state_digest
                        from rollout_tick where rollout = :rollout and number > :after order by number limit :limit
                        """)
                .param("rollout", rollout)
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> tick(row))
                .list();
    }

    /// The oldest ticks. Those that cannot be read are given to `unreadable` by number, with the reason.
    public List<RolloutTick> oldest(String rollout, int limit, BiConsumer<Long, String> unreadable) {
        List<RolloutTick> readable = new ArrayList<>();
        Map<Long, String> problems = new LinkedHashMap<>();
        jdbc.sql("""
                        select number, at, revision, step, exposure, late, failed_from, control, candidate,
                               progress, evidence, state_digest
                        from rollout_tick where rollout = :rollout order by number limit :limit
                        """).param("rollout", rollout).param("limit", limit).query((ResultSet row) -> {
            try {
                readable.add(tick(row));
            } catch (IllegalArgumentException | JacksonException e) {
                problems.put(row.getLong("number"), String.valueOf(e.getMessage()));
            }
        });
        problems.forEach(unreadable);
        return readable;
    }

    /// Removes a tick and returns its columns.
    public Map<String, @Nullable Object> remove(String rollout, long number) {
        return jdbc.sql("""
                        delete from rollout_tick where rollout = :rollout and number = :number
                        returning rollout, number, at::text, revision, late, control::text, candidate::text
                        """)
                .param("rollout", rollout)
                .param("number", number)
                .query()
                .singleRow();
    }

    /// Only the calls of ticks with a number above `after`, oldest first: the whole of a tick is long.
    List<RolloutTick.Calls> callsAfter(String rollout, long after) {
        return jdbc.sql("""
                        select at, revision, late, (control ->> 'calls')::bigint as of_control,
                               (candidate ->> 'calls')::bigint as of_candidate
                        from rollout_tick where rollout = :rollout and number > :after order by number
                        """)
                .param("rollout", rollout)
                .param("after", after)
                .query((row, index) -> new RolloutTick.Calls(
                        row.getTimestamp("at").toInstant(),
                        row.getLong("revision"),
                        row.getBoolean("late"),
                        row.getLong("of_control"),
                        row.getLong("of_candidate")))
                .list();
    }

    /// Only the calls and failures of a rollout's ticks, oldest first.
    List<FailureOnsetEstimator.Sample> failures(String rollout) {
        return jdbc.sql("""
                        select at, failed_from,
                               (control ->> 'calls')::bigint as control_calls,
                               (control ->> 'failures')::bigint as control_failures,
                               (candidate ->> 'calls')::bigint as candidate_calls,
                               (candidate ->> 'failures')::bigint as candidate_failures
                        from rollout_tick where rollout = :rollout order by number
                        """)
                .param("rollout", rollout)
                .query((row, index) -> new FailureOnsetEstimator.Sample(
                        row.getTimestamp("at").toInstant(),
                        SqlTimestamps.instant(row, "failed_from"),
                        new FailureOnsetEstimator.CallCounts(
                                row.getLong("control_calls"), row.getLong("control_failures")),
                        new FailureOnsetEstimator.CallCounts(
                                row.getLong("candidate_calls"), row.getLong("candidate_failures"))))
                .list();
    }

    /// Candidate trials of a revision since an instant, of ticks with a number above `after`, oldest
    /// first; late ones left out.
    List<TrialRate.Arrival> candidateTrials(String rollout, long revision, long after, Instant since) {
        return jdbc.sql("""
                        select at, (candidate ->> 'trials')::bigint as trials from rollout_tick
                        where rollout = :rollout and number > :after and at > :since and revision = :revision and not late
                        order by number
                        """)
                .param("rollout", rollout)
                .param("after", after)
                .param("revision", revision)
                .param("since", SqlTimestamps.timestamp(since))
                .query((row, index) ->
                        new TrialRate.Arrival(row.getTimestamp("at").toInstant(), row.getLong("trials")))
                .list();
    }

    private static RolloutTick tick(ResultSet row) throws SQLException {
        return new RolloutTick(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                row.getLong("revision"),
                row.getInt("step"),
                new Percent(row.getInt("exposure")),
                row.getBoolean("late"),
                SqlTimestamps.instant(row, "failed_from"),
                VariantCountsCodec.decode(row.getString("control")),
                VariantCountsCodec.decode(row.getString("candidate")),
                judgement(row));
    }

    private static RolloutTick.@Nullable Evaluation judgement(ResultSet row) throws SQLException {
        String digest = row.getString("state_digest");
        return digest == null
                ? null
                : new RolloutTick.Evaluation(
                        JSON.readValue(row.getString("progress"), RolloutProgress.class),
                        JSON.readValue(row.getString("evidence"), TickEvidenceSummary.class),
                        digest);
    }
}
