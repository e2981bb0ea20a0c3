// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.engine.incident.CandidateChange;
import dev.evenkeel.engine.incident.ChangeRanking;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.server.access.Caller;
import dev.evenkeel.server.access.Right;
import dev.evenkeel.server.delivery.Client;
import dev.evenkeel.server.delivery.Clients;
import dev.evenkeel.server.flag.DefinitionRevision;
import dev.evenkeel.server.rollout.Rollout;
import dev.evenkeel.server.rollout.RolloutStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which changes that may lie behind an incident can be taken back, and how. Thread-safe.
@Component
final class Undoing {
    private static final int MOST_ROLLOUTS = 3;
    private static final int MOST_FLAGS = 2;
    /* An edit is in the ledger somewhat after it was decided. */
    private static final Duration NOTED_WITHIN = Duration.ofSeconds(2);

    private final StoredRollouts rollouts;
    private final FlagSource flags;
    private final FlagDesk desk;
    private final Clients clients;

    Undoing(StoredRollouts rollouts, FlagSource flags, FlagDesk desk, Clients clients) {
        this.rollouts = rollouts;
        this.flags = flags;
        this.desk = desk;
        this.clients = clients;
    }

    /// What can be taken back, rollouts before flags, then what was taken back. A flag of a rollout that is listed is
    /// not.
    ///
    /// @param ranked suspicions, the strongest first
    /// @param me whoever looks
    List<Undo> about(Incident incident, List<ChangeRanking.Ranked> ranked, Caller.Actor me) {
        Set<String> linked = linked(incident);
        List<RolloutFacts> led = led(linked, ranked, incident);
        boolean mayStop = me.grants().allowSomewhere(Right.STOP);
        return Stream.concat(
                        led.stream()
                                .map(facts -> Undo.of(
                                        facts,
                                        grounds(
                                                ranked,
                                                "rollout:" + facts.rollout().id()),
                                        mayStop)),
                        edited(led, ranked).entrySet().stream()
                                .flatMap(flag ->
                                        find(flag.getKey()).map(facts -> of(facts, flag.getValue(), me)).stream()))
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
                .limit(MOST_ROLLOUTS)
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

    /// Flags that were edited, and those whose rollout is over, with the last edit of each that is suspected.
    private static Map<String, Suspected> edited(List<RolloutFacts> led, List<ChangeRanking.Ranked> ranked) {
        Map<String, Suspected> found = new LinkedHashMap<>();
        led.stream()
                .map(RolloutFacts::rollout)
                .filter(rollout -> rollout.status() == RolloutStatus.COMPLETED)
                .forEach(rollout -> found.put(
                        rollout.environment() + "/" + rollout.flag(), new Suspected("its rollout is over", null)));
        for (ChangeRanking.Ranked one : ranked) {
            String flag = one.change().flag();
            if (flag != null
                    && !led(led, flag)
                    && one.change().kind() == CandidateChange.Kind.FLAG_EDIT
                    && (found.containsKey(flag) || found.size() < MOST_FLAGS)) {
                found.merge(flag, Suspected.of(one), Suspected::later);
            }
        }
        return found;
    }

    /* Who rolls back does not kill as well. */
    private static boolean led(List<RolloutFacts> led, String flag) {
        return led.stream()
                .map(RolloutFacts::rollout)
                .filter(rollout -> rollout.status() != RolloutStatus.COMPLETED)
                .anyMatch(rollout -> flag.equals(rollout.environment() + "/" + rollout.flag()));
    }

    /// Why a flag is suspected.
    ///
    /// @param editedAt when its last suspected edit was made; null when none is
    private record Suspected(String grounds, @Nullable Instant editedAt) {
        static Suspected of(ChangeRanking.Ranked ranked) {
            return new Suspected(
                    ranked.change().words() + "; " + String.join(", ", ranked.evidence()),
                    ranked.change().at());
        }

        Suspected later(Suspected other) {
            return editedAt == null || (other.editedAt != null && other.editedAt.isAfter(editedAt)) ? other : this;
        }
    }

    /// @param flag as `environment/key`
    private Optional<FlagFacts> find(String flag) {
        String[] parts = flag.split("/", 2);
        return flags.one(parts[0], parts[1]).map(FlagSource.One::facts);
    }

    private Undo of(FlagFacts flag, Suspected suspected, Caller.Actor me) {
        FlagPage.May may = desk.may(flag, me);
        List<Undo.Order> orders = new ArrayList<>();
        if (flag.isOff()) {
            if (may.restoreAlone()) {
                orders.add(Undo.restore(flag));
            }
            return Undo.of(flag, "", orders, back(flag));
        }
        if (may.author() && suspected.editedAt() != null) {
            before(flag, suspected.editedAt())
                    .map(revision -> Undo.takeBack(flag, revision))
                    .ifPresent(orders::add);
        }
        if (may.stop()) {
            orders.add(Undo.kill(flag));
        }
        return Undo.of(flag, suspected.grounds(), orders, null);
    }

    /* The revision before the suspected edit, when that is the flag's last one. */
    private Optional<Long> before(FlagFacts flag, Instant editedAt) {
        List<FlagChange> history = desk.history(flag);
        return history.size() > 1
                        && history.get(1).revertible()
                        && !history.getFirst().change().changedAt().isAfter(editedAt.plus(NOTED_WITHIN))
                ? Optional.of(history.get(1).change().revision())
                : Optional.empty();
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
