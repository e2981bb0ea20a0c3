// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.engine.decision.RiskAssessmentStatus;
import dev.evenkeel.engine.decision.RiskAssessmentStatus.RecordedDecision;
import dev.evenkeel.server.decisions.risk.Assessment.CompletedWorkItem;
import dev.evenkeel.server.decisions.risk.Assessment.Decision;
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

/// The stored assessments.
@Component
class AssessmentRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<CompletedWorkItem>> DONE = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {};
    private static final String SELECT = """
        select a.*, d.course, d.decided_at, d.decided_by, d.consulted, d.dissent, d.reason,
            (select coalesce(json_agg(json_build_object('item', w.item, 'at', w.completed_at, 'weeks', w.weeks,
                'person', w.completed_by, 'evidence', w.evidence) order by w.completed_at, w.item), '[]')
                from risk_work_completion w where w.assessment = a.id) as done
        from risk_assessment a left join risk_decision d on d.assessment = a.id
        """;

    private final JdbcClient jdbc;

    AssessmentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Assessment assessment) {
        jdbc.sql("""
                        insert into risk_assessment
                            (id, environment, flag, created_at, valid_until, author, case_text, history, files, result)
                        values (:id, :environment, :flag, :madeAt, :validUntil, :author, :case, :history::json, :files::json,
                             :result::json)
                        """)
                .param("id", assessment.id())
                .param("environment", assessment.environment())
                .param("flag", assessment.flag())
                .param("madeAt", Timestamp.from(assessment.createdAt()))
                .param("validUntil", Timestamp.from(assessment.validUntil()))
                .param("author", assessment.author())
                .param("case", assessment.caseText())
                .param("history", assessment.history() == null ? null : JSON.writeValueAsString(assessment.history()))
                .param("files", JSON.writeValueAsString(assessment.files()))
                .param("result", JSON.writeValueAsString(assessment.result()))
                .update();
    }

    /// Inserts a decision and the constraints of its course on the change, unless the assessment has one.
    ///
    /// @return whether it was inserted
    boolean insertDecision(Assessment assessment, Decision decision) {
        JsonNode course = assessment.getCourse(decision.course());
        return jdbc.sql("""
                        insert into risk_decision
                            (assessment, course, migrates, starts_on, required_work, decided_at, decided_by, consulted,
                             dissent, reason)
                        values (:assessment, :course, :migrates, :start, :work, :at, :person, :heard, :dissent, :reason)
                        on conflict (assessment) do nothing
                        """)
                        .param("assessment", assessment.id())
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
                        .param("person", decision.decidedBy())
                        .param("heard", decision.consulted().toArray(String[]::new))
                        .param("dissent", decision.dissent())
                        .param("reason", decision.reason())
                        .update()
                > 0;
    }

    /// Inserts completed work, unless it is already reported as done.
    ///
    /// @return whether it was inserted
    boolean insertCompletedWork(String assessment, CompletedWorkItem work) {
        return jdbc.sql("""
                        insert into risk_work_completion (assessment, item, completed_at, weeks, completed_by, evidence)
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

    Optional<Assessment> findById(String id) {
        return jdbc.sql(SELECT + "where a.id = :id")
                .param("id", id)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    /// Returns the newest assessment of a flag, which is the effective one.
    Optional<Assessment> findNewestByFlag(String environment, String flag) {
        return jdbc.sql(SELECT + "where a.environment = :environment and a.flag = :flag order by a.number desc limit 1")
                .param("environment", environment)
                .param("flag", flag)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    /// Returns the newest assessment of a flag that was created until an instant.
    Optional<Assessment> findNewestByFlag(String environment, String flag, Instant by) {
        return jdbc.sql(SELECT + """
                        where a.environment = :environment and a.flag = :flag and a.created_at <= :by
                        order by a.number desc limit 1
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("by", Timestamp.from(by))
                .query((row, index) -> mapRow(row))
                .optional();
    }

    /// Returns a summary of the newest assessment of each flag, newest first.
    List<AssessmentSummary> listSummaries() {
        return jdbc.sql("""
                        select a.id, a.environment, a.flag, a.result ->> 'name' as name, a.created_at, a.author, d.course
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
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("author"),
                        row.getString("course")))
                .list();
    }

    /// Returns assessments, newest first.
    ///
    /// @param environment environment of the assessments; empty for all
    /// @param flag flag of the assessments; empty for all
    List<Assessment> listNewest(String environment, String flag, int limit) {
        return jdbc.sql(SELECT + """
                        where (:environment = '' or a.environment = :environment) and (:flag = '' or a.flag = :flag)
                        order by a.number desc limit :limit
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("limit", limit)
                .query((row, index) -> mapRow(row))
                .list();
    }

    /// Returns the newest assessment of a flag with a decision.
    Optional<Assessment> findNewestDecidedByFlag(String environment, String flag) {
        return jdbc.sql(SELECT + """
                        where a.environment = :environment and a.flag = :flag and d.assessment is not null
                        order by a.number desc limit 1
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    /// Returns the assessments decided since an instant, and those with a decision among the given ids.
    List<Assessment> listDecidedSince(Instant from, Collection<String> ids) {
        return jdbc.sql(SELECT + "where d.decided_at >= :from or (d.assessment is not null and a.id = any(:ids))")
                .param("from", Timestamp.from(from))
                .param("ids", ids.toArray(String[]::new))
                .query((row, index) -> mapRow(row))
                .list();
    }

    /// Returns the status of a flag's newest assessment, without the effect of incidents.
    Optional<RiskAssessmentStatus> findStatus(String environment, String flag) {
        return jdbc.sql("""
                        select a.id, a.created_at, a.valid_until, d.course, d.decided_by, d.migrates, d.starts_on,
                            array(select item from unnest(d.required_work) with ordinality as of_course (item, place)
                                where not exists (select from risk_work_completion w
                                    where w.assessment = a.id and w.item = of_course.item)
                                order by place) as open_work
                        from risk_assessment a left join risk_decision d on d.assessment = a.id
                        where a.environment = :environment and a.flag = :flag order by a.number desc limit 1
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .query((row, index) -> new RiskAssessmentStatus(
                        row.getString("id"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("valid_until").toInstant(),
                        null,
                        mapRecordedDecision(row)))
                .optional();
    }

    private static @Nullable RecordedDecision mapRecordedDecision(ResultSet row) throws SQLException {
        String course = row.getString("course");
        return course == null
                ? null
                : new RecordedDecision(
                        course,
                        row.getString("decided_by"),
                        row.getBoolean("migrates"),
                        row.getObject("starts_on", LocalDate.class),
                        List.of((String[]) row.getArray("open_work").getArray()));
    }

    private static Assessment mapRow(ResultSet row) throws SQLException {
        JsonNode result = JSON.readTree(row.getString("result"));
        return new Assessment(
                row.getString("id"),
                row.getString("environment"),
                row.getString("flag"),
                result.path("name").asString(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("valid_until").toInstant(),
                row.getString("author"),
                row.getString("case_text"),
                row.getString("history") == null ? null : JSON.readTree(row.getString("history")),
                JSON.readValue(row.getString("files"), FILES),
                result,
                mapDecision(row),
                JSON.readValue(row.getString("done"), DONE));
    }

    private static @Nullable Decision mapDecision(ResultSet row) throws SQLException {
        String course = row.getString("course");
        return course == null
                ? null
                : new Decision(
                        course,
                        row.getTimestamp("decided_at").toInstant(),
                        row.getString("decided_by"),
                        List.of((String[]) row.getArray("consulted").getArray()),
                        row.getString("dissent"),
                        row.getString("reason"));
    }
}
