// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.forecast;

import dev.evenkeel.engine.forecast.Prediction.Probability;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.server.forecast.Occasion.Draft;
import dev.evenkeel.server.forecast.Occasion.Ending;
import dev.evenkeel.server.incident.IncidentRecords;
import dev.evenkeel.server.risk.Assessment;
import dev.evenkeel.server.risk.Assessment.Decision;
import dev.evenkeel.server.risk.Assessments;
import dev.evenkeel.server.rollout.Rollout;
import dev.evenkeel.server.rollout.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Of each decision to make a change, when it is made: that the change causes a major incident within the time that was
/// assessed. How likely that is says the assessment.
@Component
class MajorIncidentForecasts implements ForecastSource {
    private static final Duration TO_RESOLVE = Duration.ofDays(7);
    private static final String PREFIX = "decision:";
    private static final double DAYS = 7;

    /* Nothing is forecast as certain. */
    private static final double LEAST = 0.001;

    private final Assessments assessments;
    private final IncidentRecords incidents;
    private final Rollouts rollouts;

    MajorIncidentForecasts(Assessments assessments, IncidentRecords incidents, Rollouts rollouts) {
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

    /// A decision to make a change.
    private record Decided(Assessment made, Decision decision, JsonNode course) {
        String origin() {
            return PREFIX + made.id();
        }

        Instant horizon() {
            JsonNode result = made.result();
            return LocalDate.parse(result.path("asOf").asString())
                    .plusDays(Math.round(result.path("weeks").asDouble() * DAYS))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        }
    }

    @Override
    public List<Occasion> read(Reading reading) {
        List<String> ids = reading.unresolved().keySet().stream()
                .map(origin -> origin.substring(PREFIX.length()))
                .toList();
        return assessments.decidedSince(reading.from(), ids).stream()
                .map(MajorIncidentForecasts::decided)
                .filter(one -> one.course().path("migrates").asBoolean())
                .filter(one -> one.decision().at().isBefore(one.horizon()))
                .map(one ->
                        new Occasion(one.origin(), one.decision().at(), () -> draft(one), ending(one, reading.now())))
                .toList();
    }

    private static Decided decided(Assessment made) {
        Decision decision = Objects.requireNonNull(made.decision());
        return new Decided(made, decision, made.course(decision.course()));
    }

    private @Nullable Ending ending(Decided one, Instant now) {
        Instant to = now.isBefore(one.horizon()) ? now : one.horizon();
        Set<String> names = names(one.made());
        List<Incident> caused = incidents.opened("", one.decision().at(), to).stream()
                .filter(incident -> incident.isSerious() && changes(incident).anyMatch(names::contains))
                .toList();
        if (!caused.isEmpty()) {
            Incident first = caused.getFirst();
            return Ending.yes(first.openedAt(), "incident " + first.id() + " is linked to the change");
        }
        return now.isBefore(one.horizon())
                ? null
                : Ending.no(now, "no serious incident was linked to the change by " + one.horizon());
    }

    private static Stream<String> changes(Incident incident) {
        return Stream.concat(
                Stream.ofNullable(incident.change()),
                incident.account().changes().stream().map(LinkedChange::change));
    }

    /* What incidents call the change: its flag, and each rollout of it. */
    private Set<String> names(Assessment made) {
        List<String> names = new ArrayList<>();
        names.add("flag:" + made.environment() + "/" + made.flag());
        rollouts.list().stream()
                .filter(rollout -> rollout.environment().equals(made.environment())
                        && rollout.flag().equals(made.flag()))
                .map(Rollout::id)
                .forEach(id -> names.add("rollout:" + id));
        return names.stream().collect(Collectors.toSet());
    }

    private static Draft draft(Decided one) {
        Assessment made = one.made();
        JsonNode result = made.result();
        double chance = one.course().at("/chance/middle").asDouble();
        var inputs = JsonMapper.shared().createObjectNode().put("assessment", made.id());
        for (String name : List.of("dataHash", "seed", "draws")) {
            inputs.set(name, result.path(name));
        }
        return new Draft(
                "\"" + made.name() + "\", done as \"" + one.decision().course() + "\", causes a major incident by "
                        + one.horizon(),
                "A SEV1 or SEV2 incident that is linked to flag " + made.flag() + " in " + made.environment()
                        + " or to a rollout of it is opened after the decision and by the horizon. One that the change's"
                        + " own rollback opened counts from its review on",
                one.horizon(),
                one.horizon().plus(TO_RESOLVE),
                new Probability(Math.clamp(chance, LEAST, 1 - LEAST)),
                result.path("model").asString(),
                inputs);
    }
}
