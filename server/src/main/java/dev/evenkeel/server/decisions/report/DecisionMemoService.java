// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.files.report.ReportDocument;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A service that builds decision memos from their records at each request.
@Component
public class DecisionMemoService {
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);

    private final AssessmentService assessments;
    private final ServiceCatalogService services;
    private final ServiceRecordQueries records;
    private final ChangeRecordQueries changes;

    DecisionMemoService(
            AssessmentService assessments,
            ServiceCatalogService services,
            ServiceRecordQueries records,
            ChangeRecordQueries changes) {
        this.assessments = assessments;
        this.services = services;
        this.records = records;
        this.changes = changes;
    }

    /// Builds the memo of an assessment. The assessed numbers are those of the assessment; rollback plan,
    /// rollout, SLOs and forecasts are current.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the assessment does not exist
    @Transactional(readOnly = true)
    public ReportDocument build(String assessment) {
        return buildMemo(loadInputs(assessments.get(assessment)));
    }

    /// Loads the records of an assessment.
    MemoInputs loadInputs(Assessment assessment) {
        String environment = assessment.environment();
        String flag = assessment.flag();
        String service =
                services.findByFlag(environment, flag).map(Service::key).orElse(null);
        return new MemoInputs(
                assessment,
                assessment.parseRiskCase(),
                service,
                listIncidents(service, assessment.createdAt()),
                service == null ? List.of() : records.listObjectives(service),
                changes.findRollbackPlan(environment, flag),
                changes.findRollout(environment, flag),
                changes.listForecasts(assessment.id(), List.of()),
                changes.listDecisionRecordsNaming(assessment.id()));
    }

    private List<Incident> listIncidents(@Nullable String service, Instant before) {
        return service == null
                ? List.of()
                : records.listSeriousIncidents(service, before.minus(HALF_A_YEAR), before).stream()
                        .sorted(Comparator.comparing(Incident::openedAt).reversed())
                        .toList();
    }

    private static ReportDocument buildMemo(MemoInputs inputs) {
        var memoAnswerSections = new MemoRecommendationSections(inputs);
        var courses = new MemoCourseSections(inputs);
        var safety = new MemoSafetySections(inputs);
        var sources = new MemoSourceSections(inputs);
        return new ReportDocument(
                "Decision: " + inputs.risk().name(),
                "As of " + inputs.risk().asOf() + ", flag "
                        + inputs.assessment().flag() + " in "
                        + inputs.assessment().environment() + ", assessment "
                        + inputs.assessment().id(),
                List.of(
                        memoAnswerSections.question(),
                        memoAnswerSections.recommendation(),
                        memoAnswerSections.context(),
                        courses.courseTable(),
                        courses.lossCurve(),
                        courses.causes(),
                        safety.rollback(),
                        safety.steps(),
                        memoAnswerSections.sensitivity(),
                        safety.decision(),
                        sources.numbers(),
                        sources.forecasts()));
    }
}
