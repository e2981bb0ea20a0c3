// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.files.report.Report;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.Assessments;
import dev.evenkeel.server.foundation.catalog.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The memo of a decision, made anew from its records whenever somebody asks. Thread-safe.
@Component
public class Memos {
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);

    private final Assessments assessments;
    private final Services services;
    private final ServiceRecords records;
    private final ChangeRecords changes;

    Memos(Assessments assessments, Services services, ServiceRecords records, ChangeRecords changes) {
        this.assessments = assessments;
        this.services = services;
        this.records = records;
        this.changes = changes;
    }

    /// The memo of an assessment. What was assessed stays as it was; rollback plan, rollout, objectives and
    /// forecasts are told as they stand now.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is none
    @Transactional(readOnly = true)
    public Report of(String assessment) {
        return memo(facts(assessments.get(assessment)));
    }

    /// The records of an assessment.
    MemoFacts facts(Assessment made) {
        String environment = made.environment();
        String flag = made.flag();
        String service = services.ofFlag(environment, flag).map(Service::key).orElse(null);
        return new MemoFacts(
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

    private static Report memo(MemoFacts facts) {
        var answer = new MemoAnswer(facts);
        var courses = new MemoCourses(facts);
        var safety = new MemoSafety(facts);
        var sources = new MemoSources(facts);
        return new Report(
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
