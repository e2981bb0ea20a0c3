// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.files.report.Report;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.Assessments;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
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
public class Stars {
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);

    private final Assessments assessments;
    private final ServiceRecords records;
    private final EvidenceRecords evidence;
    private final ChangeRecords changes;
    private final Clock clock;

    Stars(
            Assessments assessments,
            ServiceRecords records,
            EvidenceRecords evidence,
            ChangeRecords changes,
            Clock clock) {
        this.assessments = assessments;
        this.records = records;
        this.evidence = evidence;
        this.changes = changes;
        this.clock = clock;
    }

    /// The report of a flag's change: of its newest assessment that was decided on, or of its newest one.
    ///
    /// @throws NotFound when its risk was never assessed
    @Transactional(readOnly = true)
    public Report of(String environment, String flag) {
        Assessment made = assessments
                .newestDecidedOf(environment, flag)
                .or(() -> assessments.newestOf(environment, flag))
                .orElseThrow(() -> new NotFound(
                        ErrorCode.ASSESSMENT_NOT_FOUND,
                        "The risk of flag " + flag + " in " + environment + " was never assessed.",
                        "./evenkeel risk record CASE --flag " + flag + " assesses it."));
        return report(facts(made));
    }

    private StarFacts facts(Assessment made) {
        Instant now = clock.instant();
        String environment = made.environment();
        String flag = made.flag();
        Service owned = records.ofFlag(environment, flag);
        String service = owned == null ? null : owned.key();
        String owner = owned == null ? "" : owned.owner();
        List<StarFacts.Went> rollouts = changes.rolloutsSince(environment, flag, made.madeAt());
        return new StarFacts(
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

    private StarFacts.@Nullable Split split(String team, Assessment made, Instant now) {
        Assessment.Decision decision = made.decision();
        return team.isEmpty() || decision == null || !decision.at().isBefore(now)
                ? null
                : evidence.split(team, decision.at(), now);
    }

    private int otherChanges(@Nullable String service, Assessment made, Instant now) {
        Assessment.Decision decision = made.decision();
        return service == null || decision == null ? 0 : records.changes(service, decision.at(), now);
    }

    private static Report report(StarFacts facts) {
        var story = new StarStory(facts);
        var result = new StarResult(facts);
        return new Report(
                "Report: " + facts.risk().name(),
                "Flag " + facts.made().flag() + " in " + facts.made().environment() + ", assessment "
                        + facts.made().id() + ", as of " + StarFacts.day(facts.now()),
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
