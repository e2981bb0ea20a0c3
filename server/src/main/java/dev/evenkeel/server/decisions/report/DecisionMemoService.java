// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.files.report.ReportDocument;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The memo of a decision, made anew from its records whenever somebody asks. Thread-safe.
@Component
public class DecisionMemoService {
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);

    private final AssessmentService assessments;
    private final ServiceCatalog services;
    private final ServiceRecordQueries records;
    private final ChangeRecordQueries changes;

    DecisionMemoService(
            AssessmentService assessments,
            ServiceCatalog services,
            ServiceRecordQueries records,
            ChangeRecordQueries changes) {
        this.assessments = assessments;
        this.services = services;
        this.records = records;
        this.changes = changes;
    }

    /// The memo of an assessment. What was assessed stays as it was; rollback plan, rollout, objectives and
    /// forecasts are told as they stand now.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is none
    @Transactional(readOnly = true)
    public ReportDocument of(String assessment) {
        return memo(facts(assessments.get(assessment)));
    }

    /// The records of an assessment.
    MemoInputs facts(Assessment made) {
        String environment = made.environment();
        String flag = made.flag();
        String service = services.ofFlag(environment, flag).map(Service::key).orElse(null);
        return new MemoInputs(
                made,
                made.risk(),
                service,
                incidents(service, made.madeAt()),
                service == null ? List.of() : records.objectives(service),
                changes.rollback(environment, flag),
                changes.rollout(environment, flag),
                changes.forecasts(made.id(), List.of()),
                changes.recordsNaming(made.id()));
    }

    private List<Incident> incidents(@Nullable String service, Instant before) {
        return service == null
                ? List.of()
                : records.serious(service, before.minus(HALF_A_YEAR), before).stream()
                        .sorted(Comparator.comparing(Incident::openedAt).reversed())
                        .toList();
    }

    private static ReportDocument memo(MemoInputs facts) {
        var answer = new MemoAnswerSections(facts);
        var courses = new MemoCourseSections(facts);
        var safety = new MemoSafetySections(facts);
        var sources = new MemoSourceSections(facts);
        return new ReportDocument(
                "Decision: " + facts.risk().name(),
                "As of " + facts.risk().asOf() + ", flag " + facts.made().flag() + " in "
                        + facts.made().environment() + ", assessment "
                        + facts.made().id(),
                List.of(
                        answer.asked(),
                        answer.recommended(),
                        answer.context(),
                        courses.table(),
                        courses.curve(),
                        courses.causes(),
                        safety.rollback(),
                        safety.steps(),
                        answer.mind(),
                        safety.decision(),
                        sources.numbers(),
                        sources.forecasts()));
    }
}
