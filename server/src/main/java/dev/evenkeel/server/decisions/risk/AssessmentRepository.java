// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.api.AssessmentApi.CompletedWorkItem;
import dev.evenkeel.api.AssessmentApi.Decision;
import dev.evenkeel.engine.decision.RiskAssessmentStatus;
import dev.evenkeel.engine.decision.RiskAssessmentStatus.RecordedDecision;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlInstants;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The stored assessments.
@Component
class AssessmentRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RecordRowMapper<Assessment> ASSESSMENT = RecordRowMapper.of(Assessment.class)
            .json(RiskComparisonResult.class)
            .json(ServiceHistory.class);
    private static final RecordRowMapper<RecordedDecision> DECISION = RecordRowMapper.of(RecordedDecision.class);
    private static final String SELECT = """
        select a.*, a.result ->> 'name' as name, d.course, d.decided_at as at, d.decided_by, d.consulted, d.dissent, d.reason,
            (select coalesce(json_agg(json_build_object('item', w.item, 'at', w.completed_at, 'weeks', w.weeks,
                'person', w.completed_by, 'evidence', w.evidence) order by w.completed_at, w.item), '[]')
                from risk_work_completion w where w.assessment = a.id) as completed_work
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
                        values (:id, :environment, :flag, :createdAt, :validUntil, :author, :caseText, :history::json, :files::json,
                             :result::json)
                        """)
                .paramSource(assessment)
                .param("history", assessment.history() == null ? null : JSON.writeValueAsString(assessment.history()))
                .param("files", JSON.writeValueAsString(assessment.files()))
                .param("result", JSON.writeValueAsString(assessment.result()))
                .update();
    }

    /// Inserts a decision and the constraints of its course on the change, unless the assessment has one.
    ///
    /// @return whether it was inserted
    boolean insertDecision(Assessment assessment, Decision decision) {
        CourseResult course = assessment.getCourse(decision.course());
        return jdbc.sql("""
                        insert into risk_decision
                            (assessment, course, migrates, starts_on, required_work, decided_at, decided_by, consulted,
                             dissent, reason)
                        values (:assessment, :course, :migrates, :start, :work, :at, :decidedBy, :consulted, :dissent, :reason)
                        on conflict (assessment) do nothing
                        """)
                        .paramSource(decision)
                        .param("assessment", assessment.id())
                        .param("migrates", course.migrates())
                        .param("start", course.start())
                        .param("work", course.work())
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
                        """).paramSource(work).param("assessment", assessment).update() > 0;
    }

    Optional<Assessment> findById(String id) {
        return jdbc.sql(SELECT + "where a.id = :id")
                .param("id", id)
                .query(ASSESSMENT)
                .optional();
    }

    /// Returns the newest assessment of a flag, which is the effective one.
    Optional<Assessment> findNewestByFlag(String environment, String flag) {
        return jdbc.sql(SELECT + "where a.environment = :environment and a.flag = :flag order by a.number desc limit 1")
                .param("environment", environment)
                .param("flag", flag)
                .query(ASSESSMENT)
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
                .param("by", by)
                .query(ASSESSMENT)
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
                        """).query(RecordRowMapper.of(AssessmentSummary.class)).list();
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
                .query(ASSESSMENT)
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
                .query(ASSESSMENT)
                .optional();
    }

    /// Returns the assessments decided since an instant, and those with a decision among the given ids.
    List<Assessment> listDecidedSince(Instant from, Collection<String> ids) {
        return jdbc.sql(SELECT + "where d.decided_at >= :from or (d.assessment is not null and a.id = any(:ids))")
                .param("from", from)
                .param("ids", ids)
                .query(ASSESSMENT)
                .list();
    }

    /// Returns the status of a flag's newest assessment, without the effect of incidents.
    Optional<RiskAssessmentStatus> findStatus(String environment, String flag) {
        return jdbc.sql("""
                        select a.id, a.created_at, a.valid_until, d.course, d.decided_by, d.migrates, d.starts_on as start,
                            case when d.assessment is not null then array(select item from unnest(d.required_work) with ordinality as of_course (item, place)
                                where not exists (select from risk_work_completion w
                                    where w.assessment = a.id and w.item = of_course.item)
                                order by place) end as open_work
                        from risk_assessment a left join risk_decision d on d.assessment = a.id
                        where a.environment = :environment and a.flag = :flag order by a.number desc limit 1
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .query((row, index) -> new RiskAssessmentStatus(
                        row.getString("id"),
                        SqlInstants.read(row, "created_at"),
                        SqlInstants.read(row, "valid_until"),
                        null,
                        DECISION.mapRowOrNull(row)))
                .optional();
    }
}
