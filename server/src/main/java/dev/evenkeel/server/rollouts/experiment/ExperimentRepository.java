// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentAnalysis;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import dev.evenkeel.files.experiment.ExperimentPlanCodec;
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

/// The experiments themselves. Every method runs in the caller's transaction if there is one, in one
/// round trip.
@Component
class ExperimentRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    ExperimentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Adds an experiment.
    ///
    /// @throws org.springframework.dao.DuplicateKeyException when another runs on the flag
    void insert(Experiment experiment) {
        Map<String, @Nullable Object> columns = columns(experiment);
        columns.put("environment", experiment.environment());
        columns.put("flag", experiment.flag());
        columns.put("plan", ExperimentPlanCodec.encode(experiment.plan()));
        columns.put("hypothesis", experiment.hypothesis());
        columns.put("reason", experiment.reason());
        columns.put("startedAt", Timestamp.from(experiment.startedAt()));
        jdbc.sql("""
                        insert into experiment
                            (id, environment, flag, plan, hypothesis, reason, revision, started_at, ended_at,
                             ended_reason, state, looked_at, verdict, treatment, decided_at, words, changes)
                        values
                            (:id, :environment, :flag, :plan::jsonb, :hypothesis, :reason, :revision, :startedAt,
                             :endedAt, :endedReason, :state::jsonb, :lookedAt, :verdict, :treatment, :decidedAt, :words,
                             1)
                        """).params(columns).update();
    }

    /// Stores what changes about an experiment. The caller holds its lock.
    void save(Experiment experiment) {
        jdbc.sql("""
                        update experiment set
                            revision = :revision, ended_at = :endedAt, ended_reason = :endedReason,
                            state = :state::jsonb, looked_at = :lookedAt, verdict = :verdict, treatment = :treatment,
                            decided_at = :decidedAt, words = :words, changes = changes + 1
                        where id = :id
                        """).params(columns(experiment)).update();
    }

    /// Locks an experiment until the end of the transaction, unless somebody else has it locked.
    Optional<Experiment> lockIfFree(String id) {
        return query("where id = :id for update skip locked", Map.of("id", id)).stream()
                .findFirst();
    }

    /// Locks an experiment until the end of the transaction, after waiting for others.
    Optional<Experiment> lock(String id) {
        return query("where id = :id for update", Map.of("id", id)).stream().findFirst();
    }

    Optional<Experiment> find(String id) {
        return query("where id = :id", Map.of("id", id)).stream().findFirst();
    }

    /// The experiment that runs on a flag.
    Optional<Experiment> findRunning(String environment, String flag) {
        return query(
                        "where environment = :environment and flag = :flag and ended_at is null",
                        Map.of("environment", environment, "flag", flag))
                .stream()
                .findFirst();
    }

    /// All, newest first.
    List<Experiment> all() {
        return query("order by started_at desc, id", Map.of());
    }

    /// Those that were started or ended from an instant to another, oldest first.
    List<Experiment> changedBetween(Instant from, Instant to) {
        return query(
                "where started_at between :from and :to or ended_at between :from and :to order by started_at, id",
                Map.of("from", Timestamp.from(from), "to", Timestamp.from(to)));
    }

    /// Those that run.
    List<String> running() {
        return jdbc.sql("select id from experiment where ended_at is null order by started_at, id")
                .query((row, index) -> row.getString(1))
                .list();
    }

    private List<Experiment> query(String condition, Map<String, ?> parameters) {
        return jdbc.sql("""
                        select id, environment, flag, plan, hypothesis, reason, revision, started_at, ended_at,
                               ended_reason, state, looked_at, verdict, treatment, decided_at, words, changes
                        from experiment\s""" + condition)
                .params(parameters)
                .query((row, index) -> experiment(row))
                .list();
    }

    private static Experiment experiment(ResultSet row) throws SQLException {
        return new Experiment(
                row.getString("id"),
                row.getString("environment"),
                row.getString("flag"),
                ExperimentPlanCodec.decode(row.getString("plan")),
                row.getString("hypothesis"),
                row.getString("reason"),
                row.getLong("revision"),
                row.getTimestamp("started_at").toInstant(),
                ending(row),
                JSON.readValue(row.getString("state"), ExperimentAnalysis.State.class),
                row.getTimestamp("looked_at").toInstant(),
                decided(row),
                row.getLong("changes"));
    }

    private static Experiment.@Nullable Ending ending(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("ended_at");
        return at == null ? null : new Experiment.Ending(at.toInstant(), row.getString("ended_reason"));
    }

    private static Experiment.@Nullable Decision decided(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return verdict == null
                ? null
                : new Experiment.Decision(
                        ExperimentVerdict.valueOf(verdict),
                        row.getInt("treatment"),
                        row.getTimestamp("decided_at").toInstant(),
                        row.getString("words"));
    }

    private static Map<String, @Nullable Object> columns(Experiment experiment) {
        Experiment.Ending ending = experiment.ending();
        Experiment.Decision decided = experiment.decided();
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("id", experiment.id());
        columns.put("revision", experiment.revision());
        columns.put("endedAt", ending == null ? null : Timestamp.from(ending.at()));
        columns.put("endedReason", ending == null ? null : ending.reason());
        columns.put("state", JSON.writeValueAsString(experiment.state()));
        columns.put("lookedAt", Timestamp.from(experiment.lookedAt()));
        columns.put("verdict", decided == null ? null : decided.verdict().name());
        columns.put("treatment", decided == null ? null : decided.treatment());
        columns.put("decidedAt", decided == null ? null : Timestamp.from(decided.at()));
        columns.put("words", decided == null ? null : decided.words());
        return columns;
    }
}
