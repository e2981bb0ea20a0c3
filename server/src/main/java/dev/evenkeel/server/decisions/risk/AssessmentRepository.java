// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.decision.RiskAssessmentStatus;
import dev.evenkeel.engine.decision.RiskAssessmentStatus.RecordedDecision;
import dev.evenkeel.server.decisions.risk.Assessment.Decision;
import dev.evenkeel.server.decisions.risk.Assessment.WorkDone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The assessments. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class AssessmentRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<WorkDone>> DONE = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {};
    private static final String SELECT = """
        select a.*, d.course, d.decided_at, d.person, d.heard, d.dissent, d.reason,
            (select coalesce(json_agg(json_build_object('item', w.item, 'at', w.done_at, 'weeks', w.weeks,
                'person', w.person, 'evidence', w.evidence) order by w.done_at, w.item), '[]')
                from risk_work_done w where w.assessment = a.id) as done
        from risk_assessment a left join risk_decision d on d.assessment = a.id
        """;

    private final JdbcClient jdbc;

    AssessmentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Assessment made) {
        jdbc.sql("""
                        insert into risk_assessment
                            (id, environment, flag, made_at, valid_until, author, case_text, history, files, result)
                        values (:id, :environment, :flag, :madeAt, :validUntil, :author, :case, :history::json, :files::json,
                             :result::json)
                        """)
                .param("id", made.id())
                .param("environment", made.environment())
                .param("flag", made.flag())
                .param("madeAt", Timestamp.from(made.madeAt()))
                .param("validUntil", Timestamp.from(made.validUntil()))
                .param("author", made.author())
                .param("case", made.caseText())
                .param("history", made.history() == null ? null : JSON.writeValueAsString(made.history()))
                .param("files", JSON.writeValueAsString(made.files()))
                .param("result", JSON.writeValueAsString(made.result()))
                .update();
    }

    /// Keeps a decision, with what of its course binds the change.
    ///
    /// @return whether there was none before
    boolean insert(Assessment made, Decision decision) {
        JsonNode course = made.course(decision.course());
        return jdbc.sql("""
                        insert into risk_decision
                            (assessment, course, migrates, starts_on, work, decided_at, person, heard, dissent, reason)
                        values (:assessment, :course, :migrates, :start, :work, :at, :person, :heard, :dissent, :reason)
                        on conflict (assessment) do nothing
                        """)
                        .param("assessment", made.id())
                        .param("course", decision.course())
                        .param("migrates", course.path("migrates").asBoolean())
                        .param("start", LocalDate.parse(course.path("start").asString()))
                        .param(
                                "work",
                                course.path("work")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toArray(String[]::new))
                        .param("at", Timestamp.from(decision.at()))
                        .param("person", decision.person())
                        .param("heard", decision.heard().toArray(String[]::new))
                        .param("dissent", decision.dissent())
                        .param("reason", decision.reason())
                        .update()
                > 0;
    }

    /// Keeps that work is done.
    ///
    /// @return whether nobody had said so before
    boolean insert(String assessment, WorkDone work) {
        return jdbc.sql("""
                        insert into risk_work_done (assessment, item, done_at, weeks, person, evidence)
                        values (:assessment, :item, :at, :weeks, :person, :evidence)
                        on conflict (assessment, item) do nothing
                        """)
                        .param("assessment", assessment)
                        .param("item", work.item())
                        .param("at", Timestamp.from(work.at()))
                        .param("weeks", work.weeks())
                        .param("person", work.person())
                        .param("evidence", work.evidence())
                        .update()
                > 0;
    }

    Optional<Assessment> find(String id) {
        return jdbc.sql(SELECT + "where a.id = :id")
                .param("id", id)
                .query((row, index) -> read(row))
                .optional();
    }

    /// The newest of a flag, which counts.
    Optional<Assessment> newestOf(String environment, String flag) {
        return jdbc.sql(SELECT + "where a.environment = :environment and a.flag = :flag order by a.number desc limit 1")
                .param("environment", environment)
                .param("flag", flag)
                .query((row, index) -> read(row))
                .optional();
    }

    /// The newest of a flag that was made by an instant.
    Optional<Assessment> newestOf(String environment, String flag, Instant by) {
        return jdbc.sql(SELECT + """
                        where a.environment = :environment and a.flag = :flag and a.made_at <= :by
                        order by a.number desc limit 1
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("by", Timestamp.from(by))
                .query((row, index) -> read(row))
                .optional();
    }

    /// The newest of each flag, in short, the newest first.
    List<AssessmentSummary> heads() {
        return jdbc.sql("""
                        select a.id, a.environment, a.flag, a.result ->> 'name' as name, a.made_at, a.author, d.course
                        from (select distinct on (environment, flag) id from risk_assessment
                              order by environment, flag, number desc) newest
                        join risk_assessment a using (id) left join risk_decision d on d.assessment = a.id
                        order by a.number desc
                        """)
                .query((row, index) -> new AssessmentSummary(
                        row.getString("id"),
                        row.getString("environment"),
                        row.getString("flag"),
                        row.getString("name"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getString("author"),
                        row.getString("course")))
                .list();
    }

    /// The newest first.
    ///
    /// @param environment only of this one; empty for all
    /// @param flag only of this one; empty for all
    List<Assessment> newest(String environment, String flag, int limit) {
        return jdbc.sql(SELECT + """
                        where (:environment = '' or a.environment = :environment) and (:flag = '' or a.flag = :flag)
                        order by a.number desc limit :limit
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("limit", limit)
                .query((row, index) -> read(row))
                .list();
    }

    /// The newest of a flag on which somebody has decided.
    Optional<Assessment> newestDecidedOf(String environment, String flag) {
        return jdbc.sql(SELECT + """
                        where a.environment = :environment and a.flag = :flag and d.assessment is not null
                        order by a.number desc limit 1
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .query((row, index) -> read(row))
                .optional();
    }

    /// Those on which somebody has decided since an instant, and those of some ids on which somebody has.
    List<Assessment> decidedSince(Instant from, Collection<String> ids) {
        return jdbc.sql(SELECT + "where d.decided_at >= :from or (d.assessment is not null and a.id = any(:ids))")
                .param("from", Timestamp.from(from))
                .param("ids", ids.toArray(String[]::new))
                .query((row, index) -> read(row))
                .list();
    }

    /// How a flag's change stands to its newest assessment, as far as incidents leave it.
    Optional<RiskAssessmentStatus> standingOf(String environment, String flag) {
        return jdbc.sql("""
                        select a.id, a.made_at, a.valid_until, d.course, d.person, d.migrates, d.starts_on,
                            array(select item from unnest(d.work) with ordinality as of_course (item, place)
                                where not exists (select from risk_work_done w
                                    where w.assessment = a.id and w.item = of_course.item)
                                order by place) as open_work
                        from risk_assessment a left join risk_decision d on d.assessment = a.id
                        where a.environment = :environment and a.flag = :flag order by a.number desc limit 1
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .query((row, index) -> new RiskAssessmentStatus(
                        row.getString("id"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getTimestamp("valid_until").toInstant(),
                        null,
                        decided(row)))
                .optional();
    }

    private static @Nullable RecordedDecision decided(ResultSet row) throws SQLException {
        String course = row.getString("course");
        return course == null
                ? null
                : new RecordedDecision(
                        course,
                        row.getString("person"),
                        row.getBoolean("migrates"),
                        row.getObject("starts_on", LocalDate.class),
                        List.of((String[]) row.getArray("open_work").getArray()));
    }

    private static Assessment read(ResultSet row) throws SQLException {
        JsonNode result = JSON.readTree(row.getString("result"));
        return new Assessment(
                row.getString("id"),
                row.getString("environment"),
                row.getString("flag"),
                result.path("name").asString(),
                row.getTimestamp("made_at").toInstant(),
                row.getTimestamp("valid_until").toInstant(),
                row.getString("author"),
                row.getString("case_text"),
                row.getString("history") == null ? null : JSON.readTree(row.getString("history")),
                JSON.readValue(row.getString("files"), FILES),
                result,
                decision(row),
                JSON.readValue(row.getString("done"), DONE));
    }

    private static @Nullable Decision decision(ResultSet row) throws SQLException {
        String course = row.getString("course");
        return course == null
                ? null
                : new Decision(
                        course,
                        row.getTimestamp("decided_at").toInstant(),
                        row.getString("person"),
                        List.of((String[]) row.getArray("heard").getArray()),
                        row.getString("dissent"),
                        row.getString("reason"));
    }
}
