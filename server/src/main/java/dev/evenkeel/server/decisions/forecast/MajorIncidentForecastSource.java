// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ForecastDraft;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ObservedOutcome;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Forecasts for each decision to make a change, made with the decision: the change causes a major incident
/// within the assessed period. The probability comes from the assessment.
@Component
class MajorIncidentForecastSource implements ForecastSource {
    private static final Duration TO_RESOLVE = Duration.ofDays(7);
    private static final String PREFIX = "decision:";
    private static final double DAYS = 7;

    private final AssessmentService assessments;
    private final IncidentHistoryQueries incidents;
    private final RolloutQueries rollouts;

    MajorIncidentForecastSource(
            AssessmentService assessments, IncidentHistoryQueries incidents, RolloutQueries rollouts) {
        this.assessments = assessments;
        this.incidents = incidents;
        this.rollouts = rollouts;
    }

    @Override
    public String eventClass() {
        return MAJOR_INCIDENT;
    }

    @Override
    public String resolver() {
        return "incident record";
    }

    private static Instant horizon(AssessmentCourseDecision one) {
        RiskComparisonResult result = one.assessment().result();
        return result.asOf()
                .plusDays(Math.round(result.weeks() * DAYS))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    @Override
    public List<ForecastableRecord> listTriggers(ForecastableRecordQuery forecastableRecordQuery) {
        return AssessmentCourseDecision.listFrom(assessments, forecastableRecordQuery).stream()
                .filter(one -> one.decidedAt().isBefore(horizon(one)))
                .map(one -> new ForecastableRecord(
                        PREFIX + one.assessment().id(),
                        one.decidedAt(),
                        () -> createDraft(one),
                        resolution(one, forecastableRecordQuery.now())))
                .toList();
    }

    private @Nullable ObservedOutcome resolution(AssessmentCourseDecision one, Instant now) {
        Instant horizon = horizon(one);
        Instant to = now.isBefore(horizon) ? now : horizon;
        Set<String> names = names(one.assessment());
        List<Incident> caused = incidents.listOpened("", one.decidedAt(), to).stream()
                .filter(incident -> incident.isSerious() && changes(incident).anyMatch(names::contains))
                .toList();
        if (!caused.isEmpty()) {
            Incident first = caused.getFirst();
            return ObservedOutcome.happened(first.openedAt(), "incident " + first.id() + " is linked to the change");
        }
        return now.isBefore(horizon)
                ? null
                : ObservedOutcome.didNotHappen(now, "no SEV1 or SEV2 incident was linked to the change by " + horizon);
    }

    private static Stream<String> changes(Incident incident) {
        return Stream.concat(
                Stream.ofNullable(incident.change()),
                incident.account().changes().stream().map(LinkedChange::change));
    }

    /* The names by which incidents refer to the change: its flag, and each rollout of it. */
    private Set<String> names(Assessment assessment) {
        List<String> names = new ArrayList<>();
        names.add("flag:" + assessment.environment() + "/" + assessment.flag());
        rollouts.listByFlag(assessment.environment(), assessment.flag()).stream()
                .map(Rollout::id)
                .forEach(id -> names.add("rollout:" + id));
        return names.stream().collect(Collectors.toSet());
    }

    private static ForecastDraft createDraft(AssessmentCourseDecision one) {
        Instant horizon = horizon(one);
        return new ForecastDraft(
                "\"" + one.assessment().name() + "\" with course \""
                        + one.decision().course() + "\" causes a major incident by " + horizon,
                "A SEV1 or SEV2 incident that is linked to " + one.formatFlag()
                        + " or to one of its rollouts is opened after the decision and by the horizon. An incident that"
                        + " a rollback of the change opened counts only after its review",
                horizon,
                horizon.plus(TO_RESOLVE),
                AssessmentCourseDecision.probability(one.course().chance().middle()),
                one.model(),
                one.toInputs());
    }
}
