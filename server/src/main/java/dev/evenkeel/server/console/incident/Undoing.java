// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.CandidateChange;
import dev.evenkeel.engine.incident.CandidateChange.ChangedFlag;
import dev.evenkeel.engine.incident.ChangeRanking;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.server.console.flag.FlagChange;
import dev.evenkeel.server.console.flag.FlagDesk;
import dev.evenkeel.server.console.flag.FlagFacts;
import dev.evenkeel.server.console.flag.FlagPage;
import dev.evenkeel.server.console.flag.FlagSource;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.console.rollout.RolloutFacts;
import dev.evenkeel.server.console.rollout.StoredRollouts;
import dev.evenkeel.server.console.rollout.WayBack;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.delivery.Client;
import dev.evenkeel.server.flags.delivery.Clients;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.experiment.Experiments;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which changes that may lie behind an incident can be taken back, and how. Thread-safe.
@Component
final class Undoing {
    private static final int MOST = 10;

    private final StoredRollouts rollouts;
    private final FlagSource flags;
    private final FlagDesk desk;
    private final Experiments experiments;
    private final Clients clients;

    Undoing(StoredRollouts rollouts, FlagSource flags, FlagDesk desk, Experiments experiments, Clients clients) {
        this.rollouts = rollouts;
        this.flags = flags;
        this.desk = desk;
        this.experiments = experiments;
        this.clients = clients;
    }

    /// What can be taken back, rollouts before flags and experiments, then what was taken back. A flag of a
    /// rollout that is listed is not.
    ///
    /// @param ranked suspicions, the strongest first
    /// @param me whoever looks
    List<Undo> about(Incident incident, List<ChangeRanking.Ranked> ranked, Caller.Actor me) {
        Set<String> linked = linked(incident);
        List<RolloutFacts> led = led(linked, ranked, incident);
        boolean mayStop = me.grants().allowSomewhere(Right.STOP);
        Stream<Undo> ofRollouts = led.stream()
                .map(facts -> Undo.of(
                        facts, grounds(ranked, "rollout:" + facts.rollout().id()), mayStop));
        Stream<Undo> ofFlags =
                edited(led, ranked).entrySet().stream().map(flag -> of(flag.getKey(), flag.getValue(), me));
        Stream<Undo> ofExperiments = ranked.stream()
                .filter(one -> one.change().kind() == CandidateChange.Kind.EXPERIMENT)
                .limit(MOST)
                .flatMap(one -> experiments
                        .find(IncidentWords.experiment(one.change().name()))
                        .stream()
                        .map(experiment -> Undo.of(experiment, String.join(", ", one.evidence()), mayStop)));
        return Stream.of(ofRollouts, ofFlags, ofExperiments)
                .flatMap(undos -> undos)
                .sorted(Comparator.comparing(undo -> undo.orders().isEmpty() || undo.back() != null))
                .toList();
    }

    private static Set<String> linked(Incident incident) {
        Set<String> names = new LinkedHashSet<>();
        String about = incident.change();
        if (about != null) {
            names.add(about);
        }
        incident.account().changes().stream().map(LinkedChange::change).forEach(names::add);
        return names;
    }

    private List<RolloutFacts> led(Set<String> linked, List<ChangeRanking.Ranked> ranked, Incident incident) {
        return Stream.concat(
                        linked.stream(), ranked.stream().map(one -> one.change().name()))
                .map(IncidentWords::rollout)
                .filter(id -> !id.isEmpty())
                .distinct()
                .flatMap(id -> rollouts.brief(id).stream())
                .filter(facts ->
                        linked.contains("rollout:" + facts.rollout().id()) || matters(facts.rollout(), incident))
                .limit(MOST)
                .toList();
    }

    /* One that was taken back before is no way to help. */
    private static boolean matters(Rollout rollout, Incident incident) {
        Instant endedAt = rollout.position().endedAt();
        return endedAt == null || !Undo.isBack(rollout) || !endedAt.isBefore(incident.openedAt());
    }

    private static String grounds(List<ChangeRanking.Ranked> ranked, String name) {
        return ranked.stream()
                .filter(one -> one.change().name().equals(name))
                .findFirst()
                .map(one -> String.join(", ", one.evidence()))
                .orElse("");
    }

    /// A flag, by its place.
    private record Place(String environment, String key) {
        static Place of(Rollout rollout) {
            return new Place(rollout.environment(), rollout.flag());
        }
    }

    /// Flags that were edited, with the suspected edits of each, the strongest first, and those whose rollout is
    /// over.
    private static Map<Place, List<ChangeRanking.Ranked>> edited(
            List<RolloutFacts> led, List<ChangeRanking.Ranked> ranked) {
        Map<Place, List<ChangeRanking.Ranked>> found = new LinkedHashMap<>();
        led.stream()
                .map(RolloutFacts::rollout)
                .filter(rollout -> rollout.status() == RolloutStatus.COMPLETED)
                .forEach(rollout -> found.put(Place.of(rollout), new ArrayList<>()));
        for (ChangeRanking.Ranked one : ranked) {
            ChangedFlag flag = one.change().flag();
            if (flag != null && IncidentWords.isEdit(one.change().name())) {
                var place = new Place(flag.environment(), flag.key());
                if (!led(led, place) && (found.containsKey(place) || found.size() < MOST)) {
                    found.computeIfAbsent(place, none -> new ArrayList<>()).add(one);
                }
            }
        }
        return found;
    }

    /* Who rolls back does not kill as well. */
    private static boolean led(List<RolloutFacts> led, Place flag) {
        return led.stream()
                .map(RolloutFacts::rollout)
                .filter(rollout -> rollout.status() != RolloutStatus.COMPLETED)
                .anyMatch(rollout -> flag.equals(Place.of(rollout)));
    }

    private Undo of(Place place, List<ChangeRanking.Ranked> edits, Caller.Actor me) {
        return flags.one(place.environment(), place.key())
                .map(FlagSource.One::facts)
                .map(facts -> of(facts, edits, me))
                .orElseGet(() -> ofDeleted(place, edits, me));
    }

    private Undo of(FlagFacts flag, List<ChangeRanking.Ranked> edits, Caller.Actor me) {
        FlagPage.May may = desk.may(flag, me);
        List<Undo.Order> orders = new ArrayList<>();
        if (flag.isOff()) {
            if (may.restoreAlone()) {
                orders.add(Undo.restore(flag));
            }
            return Undo.of(flag, List.of(), orders, back(flag));
        }
        List<String> words = new ArrayList<>();
        if (edits.isEmpty()) {
            words.add("its rollout is over");
        }
        List<FlagChange> history = desk.history(flag);
        for (ChangeRanking.Ranked edit : edits) {
            words.add(edit.change().words() + "; " + String.join(", ", edit.evidence()));
            TakingBack way = takingBack(flag, edit.change(), history);
            words.add(way.reason());
            if (way.to() != null && may(way, may, me) && orders.isEmpty()) {
                orders.add(
                        way.whole()
                                ? Undo.takeAllBack(flag.environment(), way.to())
                                : Undo.takeBack(flag.environment(), flag.key(), way.to()));
            }
        }
        if (may.stop()) {
            orders.add(Undo.kill(flag));
        }
        return Undo.of(flag, words, orders, null);
    }

    private static boolean may(TakingBack way, FlagPage.May may, Caller.Actor me) {
        return way.whole() ? me.grants().allow(Right.AUTHOR, List.of()) : may.author();
    }

    /// How an edit is taken back.
    ///
    /// @param to revision at which everything was as it is to be; null when that cannot be done with one order
    /// @param whole whether the whole definition goes back, and not only the flag
    /// @param reason why it cannot, or what it takes along; may be empty
    private record TakingBack(@Nullable Long to, boolean whole, String reason) {
        static TakingBack no(String reason) {
            return new TakingBack(null, false, reason);
        }
    }

    private TakingBack takingBack(FlagFacts flag, CandidateChange change, List<FlagChange> history) {
        long revision = Objects.requireNonNull(change.flag()).revision();
        Optional<FlagChange> own = history.stream()
                .filter(one -> one.change().revision() == revision)
                .findFirst();
        if (own.isEmpty()) {
            return takingAllBack(flag, revision);
        }
        FlagChange newest = history.getFirst();
        if (newest.change().revision() != revision) {
            return TakingBack.no("the flag was changed again in revision "
                    + newest.change().revision() + ", so this one cannot be taken back alone: edit the flag");
        }
        return newest.isCreation()
                ? TakingBack.no("this edit created the flag, so there is nothing to go back to")
                : new TakingBack(revision - 1, false, "");
    }

    /* The flag's own text is the same before and after. */
    private TakingBack takingAllBack(FlagFacts flag, long revision) {
        return desk.newestRevision(flag.environment()) == revision
                ? new TakingBack(
                        revision - 1,
                        true,
                        "to take it back takes back everything that revision " + revision + " changed")
                : TakingBack.no("what it depends on was changed in revision " + revision
                        + ", and more since then: edit the segment or the flag that it depends on");
    }

    private Undo ofDeleted(Place place, List<ChangeRanking.Ranked> edits, Caller.Actor me) {
        CandidateChange last = edits.stream()
                .map(ChangeRanking.Ranked::change)
                .max(Comparator.comparing(CandidateChange::at))
                .orElseThrow();
        List<String> words = new ArrayList<>(
                edits.stream().map(edit -> edit.change().words()).toList());
        words.add("the flag was deleted: services use the default of their own code");
        return Undo.ofDeleted(
                "flag " + place.key() + " in " + place.environment(),
                words,
                desk.mayWrite(place.environment(), place.key(), me)
                        ? List.of(Undo.takeBack(
                                place.environment(),
                                place.key(),
                                Objects.requireNonNull(last.flag()).revision() - 1))
                        : List.of());
    }

    private WayBack.@Nullable Return back(FlagFacts flag) {
        DefinitionRevision since = flag.since();
        if (since == null) {
            return null;
        }
        List<Client> connected = clients.of(flag.environment()).stream()
                .filter(Client::connected)
                .toList();
        long behind = connected.stream()
                .filter(client -> client.revision() == null || client.revision() < since.revision())
                .count();
        if (connected.isEmpty()) {
            return new WayBack.Return("No SDK is connected: each switches when it connects.", null);
        }
        String all =
                Numbers.count(connected.size()) + (connected.size() == 1 ? " SDK has it off." : " SDKs have it off.");
        return behind == 0
                ? new WayBack.Return(connected.size() == 1 ? "The 1 connected SDK has it off." : "All " + all, null)
                : new WayBack.Return(
                        Numbers.count(connected.size() - behind) + " of " + all.replace(" off.", " off,"),
                        since.changedAt());
    }
}
