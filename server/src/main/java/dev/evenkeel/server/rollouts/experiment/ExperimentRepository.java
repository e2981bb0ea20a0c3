// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentAccumulator;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import dev.evenkeel.files.experiment.ExperimentPlanCodec;
import dev.evenkeel.server.foundation.database.SqlInstants;
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

/// The stored experiments.
@Component
class ExperimentRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    ExperimentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts an experiment.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException when another experiment is running on the flag
    void insert(Experiment experiment) {
        jdbc.sql("""
                        insert into experiment
                            (id, environment, flag, plan, hypothesis, reason, revision, started_at, ended_at,
                             end_reason, analysis_state, analyzed_at, verdict, treatment, decided_at, summary, change_count)
                        values
                            (:id, :environment, :flag, :plan::jsonb, :hypothesis, :reason, :revision, :startedAt,
                             :endedAt, :endReason, :analysisState::jsonb, :analyzedAt, :verdict, :treatment, :decidedAt,
                             :summary, 1)
                        """)
                .paramSource(experiment)
                .params(columns(experiment))
                .param("plan", ExperimentPlanCodec.encode(experiment.plan()))
                .update();
    }

    /// Stores the mutable columns of an experiment. The caller holds its lock.
    void update(Experiment experiment) {
        jdbc.sql("""
                        update experiment set
                            revision = :revision, ended_at = :endedAt, end_reason = :endReason,
                            analysis_state = :analysisState::jsonb, analyzed_at = :analyzedAt, verdict = :verdict, treatment = :treatment,
                            decided_at = :decidedAt, summary = :summary, change_count = change_count + 1
                        where id = :id
                        """).paramSource(experiment).params(columns(experiment)).update();
    }

    /// Locks an experiment until the end of the transaction; empty when another session has locked it.
    Optional<Experiment> tryLock(String id) {
        return query("where id = :id for update skip locked", Map.of("id", id)).stream()
                .findFirst();
    }

    /// Locks an experiment until the end of the transaction; waits for other sessions.
    Optional<Experiment> lock(String id) {
        return query("where id = :id for update", Map.of("id", id)).stream().findFirst();
    }

    Optional<Experiment> findById(String id) {
        return query("where id = :id", Map.of("id", id)).stream().findFirst();
    }

    /// Returns the running experiment of a flag, if any.
    Optional<Experiment> findRunningByFlag(String environment, String flag) {
        return query(
                        "where environment = :environment and flag = :flag and ended_at is null",
                        Map.of("environment", environment, "flag", flag))
                .stream()
                .findFirst();
    }

    /// Returns all experiments, newest first.
    List<Experiment> listAll() {
        return query("order by started_at desc, id", Map.of());
    }

    /// Returns experiments that were started or ended between two instants, oldest first.
    List<Experiment> listChangedBetween(Instant from, Instant to) {
        return query(
                "where started_at between :from and :to or ended_at between :from and :to order by started_at, id",
                Map.of("from", from, "to", to));
    }

    /// Returns the ids of running experiments.
    List<String> listRunningIds() {
        return jdbc.sql("select id from experiment where ended_at is null order by started_at, id")
                .query((row, index) -> row.getString(1))
                .list();
    }

    private List<Experiment> query(String condition, Map<String, ?> parameters) {
        return jdbc.sql("""
                        select id, environment, flag, plan, hypothesis, reason, revision, started_at, ended_at,
                               end_reason, analysis_state, analyzed_at, verdict, treatment, decided_at, summary, change_count
                        from experiment\s""" + condition)
                .params(parameters)
                .query((row, index) -> mapRow(row))
                .list();
    }

    private static Experiment mapRow(ResultSet row) throws SQLException {
        return new Experiment(
                row.getString("id"),
                row.getString("environment"),
                row.getString("flag"),
                ExperimentPlanCodec.decode(row.getString("plan")),
                row.getString("hypothesis"),
                row.getString("reason"),
                row.getLong("revision"),
                SqlInstants.read(row, "started_at"),
                mapEnding(row),
                JSON.readValue(row.getString("analysis_state"), ExperimentAccumulator.AccumulatorSnapshot.class),
                SqlInstants.read(row, "analyzed_at"),
                mapDecision(row),
                row.getLong("change_count"));
    }

    private static Experiment.@Nullable Ending mapEnding(ResultSet row) throws SQLException {
        Instant at = SqlInstants.readNullable(row, "ended_at");
        return at == null ? null : new Experiment.Ending(at, row.getString("end_reason"));
    }

    private static Experiment.@Nullable Decision mapDecision(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return verdict == null
                ? null
                : new Experiment.Decision(
                        ExperimentVerdict.valueOf(verdict),
                        row.getInt("treatment"),
                        SqlInstants.read(row, "decided_at"),
                        row.getString("summary"));
    }

    private static Map<String, @Nullable Object> columns(Experiment experiment) {
        Experiment.Ending ending = experiment.ending();
        Experiment.Decision decided = experiment.decision();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("endedAt", ending == null ? null : ending.at());
        columns.put("endReason", ending == null ? null : ending.reason());
        columns.put("analysisState", JSON.writeValueAsString(experiment.state()));
        columns.put("verdict", decided == null ? null : decided.verdict());
        columns.put("treatment", decided == null ? null : decided.treatment());
        columns.put("decidedAt", decided == null ? null : decided.at());
        columns.put("summary", decided == null ? null : decided.summary());
        return columns;
    }
}
