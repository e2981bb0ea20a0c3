// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.slo.Standing;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.console.rollout.RolloutWords;
import dev.evenkeel.server.gates.gate.GateQuestion;
import dev.evenkeel.server.gates.pause.StoppedLine;
import dev.evenkeel.server.operations.change.Changes;
import dev.evenkeel.server.operations.slo.ObjectiveNow;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sorts what is known into the bands of the overview.
final class Bands {
    private static final double WHOLE = 100;

    private final OverviewFacts facts;

    private Bands(OverviewFacts facts) {
        this.facts = facts;
    }

    /// All bands: those with trouble first, then those with changes, then by name.
    static List<Band> of(OverviewFacts facts) {
        var bands = new Bands(facts);
        return Stream.concat(keys(facts).stream(), Stream.of(""))
                .map(bands::band)
                .filter(band -> !band.key().isEmpty()
                        || !band.changes().isEmpty()
                        || !band.incidents().isEmpty())
                .sorted(Comparator.comparing(Band::isTroubled)
                        .reversed()
                        .thenComparing(band -> band.changes().isEmpty())
                        .thenComparing(band -> band.key().isEmpty())
                        .thenComparing(Band::name))
                .toList();
    }

    /// Keys of all services of which anything is known, in the catalogue or not.
    static List<String> keys(OverviewFacts facts) {
        var keys = new TreeSet<String>();
        facts.services().services().forEach(service -> keys.add(service.key()));
        facts.objectives().forEach(objective -> keys.add(objective.service()));
        facts.incidents().forEach(incident -> keys.add(incident.service()));
        facts.reported().forEach(change -> keys.add(change.change().service()));
        facts.led().forEach(one -> keys.add(RolloutWords.owner(one.rollout(), facts.services())));
        facts.stopped().stream()
                .map(StoppedLine::service)
                .filter(Objects::nonNull)
                .forEach(keys::add);
        keys.removeAll(List.of("", Service.UNASSIGNED));
        return List.copyOf(keys);
    }

    private Band band(String key) {
        Service service = facts.services().find(key).orElse(null);
        return new Band(
                key,
                key.isEmpty() ? "Flags without a service" : service == null ? key : service.name(),
                about(key, service),
                facts.objectives().stream()
                        .filter(objective -> objective.service().equals(key))
                        .sorted(Comparator.comparing(ObjectiveNow::remaining, Comparator.nullsLast(Double::compare)))
                        .map(this::budget)
                        .toList(),
                Stream.concat(
                                facts.led().stream()
                                        .filter(one -> RolloutWords.owner(one.rollout(), facts.services())
                                                .equals(key))
                                        .map(this::moving),
                                facts.reported().stream()
                                        .filter(one -> one.change().service().equals(key))
                                        .map(this::moving))
                        .toList(),
                facts.incidents().stream()
                        .filter(incident -> incident.service().equals(key.isEmpty() ? Service.UNASSIGNED : key))
                        .sorted(Comparator.comparing(
                                incident -> incident.severity().severity()))
                        .map(Bands::hurt)
                        .toList(),
                key.isEmpty() ? Band.Freeze.NONE : freeze(key, service),
                facts.stopped().stream()
                        .filter(line -> key.equals(line.service()))
                        .map(line -> (facts.namesEnvironments() ? line.environment() + ": " : "") + line.person() + ", "
                                + line.reason())
                        .toList());
    }

    private static String about(String key, @Nullable Service service) {
        if (key.isEmpty()) {
            return "";
        }
        return service == null
                ? "not in the catalogue"
                : "tier " + service.tier() + (service.owner().isEmpty() ? "" : " · " + service.owner());
    }

    private Band.Budget budget(ObjectiveNow objective) {
        Double left = objective.remaining();
        boolean alone = facts.objectives().stream()
                        .filter(other -> other.slo().equals(objective.slo()))
                        .count()
                == 1;
        return new Band.Budget(
                objective.slo(),
                alone ? objective.slo() : objective.slo() + " " + objective.objective(),
                objective.state() == Standing.State.OK ? null : Mark.of(objective.state()),
                Numbers.budget(left),
                left == null ? 0 : Math.clamp(WHOLE * left, 0, WHOLE),
                objective.burn() == null ? "unknown" : Numbers.times(objective.burn()));
    }

    private Band.Moving moving(Underway.Led one) {
        Rollout rollout = one.rollout();
        return new Band.Moving(
                rollout.id(),
                one.title() + in(rollout.environment()),
                Mark.of(rollout.status()),
                RolloutWords.place(rollout),
                held(one),
                rollout.id());
    }

    private static String held(Underway.Led one) {
        String trouble = one.rollout().trouble();
        if (trouble != null) {
            return Numbers.sentence("the guard cannot judge: " + trouble);
        }
        List<String> closed = one.closed().stream()
                .map(entry -> entry.answer().gate())
                .distinct()
                .toList();
        if (!closed.isEmpty()) {
            return "Held up by " + (closed.size() == 1 ? "gate " : "gates ") + String.join(", ", closed) + ".";
        }
        return one.asksForAPerson() ? "Waits for a person." : "";
    }

    private Band.Moving moving(Changes.OnItsWay one) {
        String title = one.title().isEmpty() ? "Change " + one.change().id() : one.title();
        return new Band.Moving(
                one.change().id(),
                title + in(one.change().environment()),
                new Mark(Mark.Tone.ACTIVE, "play", "Running"),
                "",
                "",
                "");
    }

    private String in(String environment) {
        return facts.namesEnvironments() ? " in " + environment : "";
    }

    private static Band.Hurt hurt(Incident incident) {
        return new Band.Hurt(
                incident.id(),
                incident.title(),
                Mark.of(incident.severity().severity()),
                Mark.of(incident),
                incident.openedAt());
    }

    /* The freeze that is on in any environment in which the service has flags, else the next one. */
    private Band.Freeze freeze(String key, @Nullable Service service) {
        List<String> environments = service == null || service.flags().isEmpty()
                ? facts.environments()
                : service.flags().stream()
                        .map(ServiceFlag::environment)
                        .distinct()
                        .toList();
        String tier = service == null ? null : String.valueOf(service.tier());
        return environments.stream()
                .map(environment -> answer(new FreezeScope.Change(environment, key, tier, GateQuestion.NORMAL)))
                .min(Comparator.comparing((Found found) -> found.answer().verdict() == GateVerdict.PASS)
                        .thenComparing(found -> found.answer().until(), Comparator.nullsLast(Instant::compareTo)))
                .map(this::freeze)
                .orElse(Band.Freeze.NONE);
    }

    /// What the calendar says of a change.
    private record Found(FreezeScope.Change change, GateAnswer answer) {}

    private Found answer(FreezeScope.Change change) {
        return new Found(change, facts.freezes().answer(change, facts.now()));
    }

    private Band.Freeze freeze(Found found) {
        GateAnswer answer = found.answer();
        Instant until = answer.until();
        return switch (answer.verdict()) {
            case DENY -> new Band.Freeze(new Mark(Mark.Tone.CAUTION, "pause", "Frozen"), until, name(answer));
            case UNKNOWN ->
                new Band.Freeze(new Mark(Mark.Tone.CAUTION, "question", "May be frozen"), until, name(answer));
            case PASS ->
                until == null
                        ? Band.Freeze.NONE
                        : new Band.Freeze(
                                new Mark(Mark.Tone.CALM, "hourglass", "Next"),
                                until,
                                name(facts.freezes().answer(found.change(), until)));
        };
    }

    private static String name(GateAnswer answer) {
        return answer.evidence().isEmpty() ? "" : answer.evidence().getFirst().value();
    }
}
