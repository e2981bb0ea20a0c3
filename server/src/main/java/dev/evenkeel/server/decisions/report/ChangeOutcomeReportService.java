// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

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

/// The report of a change: situation, task, action, result, and what was learned. Made anew from its records
/// whenever somebody asks. Thread-safe.
@Component
public class ChangeOutcomeReportService {
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);

    private final AssessmentService assessments;
    private final ServiceRecordQueries records;
    private final TeamEvidenceQueries evidence;
    private final ChangeRecordQueries changes;
    private final Clock clock;

    ChangeOutcomeReportService(
            AssessmentService assessments,
            ServiceRecordQueries records,
            TeamEvidenceQueries evidence,
            ChangeRecordQueries changes,
            Clock clock) {
        this.assessments = assessments;
        this.records = records;
        this.evidence = evidence;
        this.changes = changes;
        this.clock = clock;
    }

    /// The report of a flag's change: of its newest assessment that was decided on, or of its newest one.
    ///
    /// @throws NotFoundException when its risk was never assessed
    @Transactional(readOnly = true)
    public ReportDocument of(String environment, String flag) {
        Assessment made = assessments
                .newestDecidedOf(environment, flag)
                .or(() -> assessments.newestOf(environment, flag))
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.ASSESSMENT_NOT_FOUND,
                        "The risk of flag " + flag + " in " + environment + " was never assessed.",
                        "./evenkeel risk record CASE --flag " + flag + " assesses it."));
        return report(facts(made));
    }

    private ChangeOutcomeReportInputs facts(Assessment made) {
        Instant now = clock.instant();
        String environment = made.environment();
        String flag = made.flag();
        Service owned = records.ofFlag(environment, flag);
        String service = owned == null ? null : owned.key();
        String owner = owned == null ? "" : owned.owner();
        List<ChangeOutcomeReportInputs.RolloutWithDecisions> rollouts =
                changes.rolloutsSince(environment, flag, made.madeAt());
        return new ChangeOutcomeReportInputs(
                made,
                made.risk(),
                service,
                service == null
                        ? List.of()
                        : records.serious(service, made.madeAt().minus(HALF_A_YEAR), made.madeAt()),
                service == null ? List.of() : records.all(service, now),
                service == null ? Map.of() : records.weeks(service),
                records.named(made.compareWith()),
                split(owner, made, now),
                service == null ? List.of() : evidence.detections(service),
                rollouts,
                changes.drillsSince(environment, flag, made.madeAt()),
                changes.forecasts(made.id(), rollouts),
                changes.lessons(environment, flag),
                changes.deeds(made, rollouts),
                otherChanges(service, made, now),
                now);
    }

    private ChangeOutcomeReportInputs.@Nullable TeamSplit split(String team, Assessment made, Instant now) {
        Assessment.Decision decision = made.decision();
        return team.isEmpty() || decision == null || !decision.at().isBefore(now)
                ? null
                : evidence.split(team, decision.at(), now);
    }

    private int otherChanges(@Nullable String service, Assessment made, Instant now) {
        Assessment.Decision decision = made.decision();
        return service == null || decision == null ? 0 : records.changes(service, decision.at(), now);
    }

    private static ReportDocument report(ChangeOutcomeReportInputs facts) {
        var story = new ChangeOutcomeActionSections(facts);
        var result = new ChangeOutcomeResultSections(facts);
        return new ReportDocument(
                "Report: " + facts.risk().name(),
                "Flag " + facts.made().flag() + " in " + facts.made().environment() + ", assessment "
                        + facts.made().id() + ", as of " + ChangeOutcomeReportInputs.day(facts.now()),
                List.of(
                        story.situation(),
                        story.task(),
                        story.action(),
                        result.result(),
                        result.learned(),
                        result.honesty(),
                        result.deeds()));
    }
}
