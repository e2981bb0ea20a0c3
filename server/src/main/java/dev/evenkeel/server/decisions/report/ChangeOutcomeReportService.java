// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.api.AssessmentApi;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.files.report.ReportDocument;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A service that builds the outcome report of a change from its records at each request: situation, task,
/// action, result and lessons.
@Component
public class ChangeOutcomeReportService {
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);

    private final AssessmentService assessments;
    private final ServiceRecordQueries records;
    private final TeamTimeAndDetectionQueries evidence;
    private final ChangeRecordQueries changes;
    private final Clock clock;

    ChangeOutcomeReportService(
            AssessmentService assessments,
            ServiceRecordQueries records,
            TeamTimeAndDetectionQueries evidence,
            ChangeRecordQueries changes,
            Clock clock) {
        this.assessments = assessments;
        this.records = records;
        this.evidence = evidence;
        this.changes = changes;
        this.clock = clock;
    }

    /// Builds the report of a flag's change: of its newest assessment with a decision, or of its newest
    /// assessment if none has one.
    ///
    /// @throws NotFoundException when the flag has no assessment
    @Transactional(readOnly = true)
    public ReportDocument build(String environment, String flag) {
        Assessment assessment = assessments
                .findNewestDecidedByFlag(environment, flag)
                .or(() -> assessments.findNewestByFlag(environment, flag))
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.ASSESSMENT_NOT_FOUND,
                        "Flag " + flag + " has no risk assessment in " + environment + ".",
                        "To create one: ./evenkeel assessment create FILE --flag " + flag));
        return buildReport(loadInputs(assessment));
    }

    private ChangeOutcomeReportInputs loadInputs(Assessment assessment) {
        Instant now = clock.instant();
        String environment = assessment.environment();
        String flag = assessment.flag();
        Service owned = records.findServiceByFlag(environment, flag);
        String service = owned == null ? null : owned.key();
        String owner = owned == null ? "" : owned.owner();
        List<ChangeOutcomeReportInputs.RolloutWithDecisions> rollouts =
                changes.listRolloutsSince(environment, flag, assessment.createdAt());
        return new ChangeOutcomeReportInputs(
                assessment,
                assessment.parseRiskCase(),
                service,
                service == null
                        ? List.of()
                        : records.listSeriousIncidents(
                                service, assessment.createdAt().minus(HALF_A_YEAR), assessment.createdAt()),
                service == null ? List.of() : records.listIncidents(service, now),
                service == null ? Map.of() : records.listWeeksByService(service),
                records.listWeeksBySlo(assessment.comparedSlos()),
                findTeamSplit(owner, assessment, now),
                service == null ? List.of() : evidence.listDetections(service),
                rollouts,
                changes.listDrillsSince(environment, flag, assessment.createdAt()),
                changes.listForecasts(assessment.id(), rollouts),
                changes.listLessons(environment, flag),
                changes.listAuditEntries(assessment, rollouts),
                countOtherChanges(service, assessment, now),
                now);
    }

    private ChangeOutcomeReportInputs.@Nullable TeamTimeSplit findTeamSplit(
            String team, Assessment assessment, Instant now) {
        AssessmentApi.Decision decision = assessment.decision();
        return team.isEmpty() || decision == null || !decision.at().isBefore(now)
                ? null
                : evidence.getSplit(team, decision.at(), now);
    }

    private int countOtherChanges(@Nullable String service, Assessment assessment, Instant now) {
        AssessmentApi.Decision decision = assessment.decision();
        return service == null || decision == null ? 0 : records.countChanges(service, decision.at(), now);
    }

    private static ReportDocument buildReport(ChangeOutcomeReportInputs inputs) {
        var story = new ChangeOutcomeSituationActionSections(inputs);
        var result = new ChangeOutcomeResultSections(inputs);
        return new ReportDocument(
                "Report: " + inputs.risk().name(),
                "Flag " + inputs.assessment().flag() + " in "
                        + inputs.assessment().environment() + ", assessment "
                        + inputs.assessment().id() + ", as of " + ChangeOutcomeReportInputs.day(inputs.now()),
                List.of(
                        story.situation(),
                        story.task(),
                        story.action(),
                        result.result(),
                        result.lessons(),
                        result.honesty(),
                        result.auditTrail()));
    }
}
