// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.incident.SuspectedChange;
import dev.evenkeel.engine.incident.SuspectedChange.ChangedFlag;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.server.console.flag.FlagDetails;
import dev.evenkeel.server.console.flag.FlagDetailsQueries;
import dev.evenkeel.server.console.flag.FlagHistoryRow;
import dev.evenkeel.server.console.flag.FlagPageModel;
import dev.evenkeel.server.console.flag.FlagPageQueries;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.rollout.RollbackPreview;
import dev.evenkeel.server.console.rollout.RolloutPageData;
import dev.evenkeel.server.console.rollout.RolloutPageQueries;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.experiment.ExperimentService;
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
final class RevertOptionFinder {
    private static final int MOST = 10;

    private final RolloutPageQueries rollouts;
    private final FlagDetailsQueries flags;
    private final FlagPageQueries desk;
    private final ExperimentService experiments;
    private final SdkClientService clients;

    RevertOptionFinder(
            RolloutPageQueries rollouts,
            FlagDetailsQueries flags,
            FlagPageQueries desk,
            ExperimentService experiments,
            SdkClientService clients) {
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
    List<RevertOption> about(Incident incident, List<SuspectedChangeRanker.RankedChange> ranked, Caller.Actor me) {
        Set<String> linked = linked(incident);
        List<RolloutPageData> led = led(linked, ranked, incident);
        boolean mayStop = me.grants().allowSomewhere(Right.STOP);
        Stream<RevertOption> ofRollouts = led.stream()
                .map(facts -> RevertOption.of(
                        facts, grounds(ranked, "rollout:" + facts.rollout().id()), mayStop));
        Stream<RevertOption> ofFlags =
                edited(led, ranked).entrySet().stream().map(flag -> of(flag.getKey(), flag.getValue(), me));
        Stream<RevertOption> ofExperiments = ranked.stream()
                .filter(one -> one.change().kind() == SuspectedChange.Kind.EXPERIMENT)
                .limit(MOST)
                .flatMap(one -> experiments
                        .find(IncidentFormatter.experiment(one.change().name()))
                        .stream()
                        .map(experiment -> RevertOption.of(experiment, String.join(", ", one.evidence()), mayStop)));
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

    private List<RolloutPageData> led(
            Set<String> linked, List<SuspectedChangeRanker.RankedChange> ranked, Incident incident) {
        return Stream.concat(
                        linked.stream(), ranked.stream().map(one -> one.change().name()))
                .map(IncidentFormatter::rollout)
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
        return endedAt == null || !RevertOption.isBack(rollout) || !endedAt.isBefore(incident.openedAt());
    }

    private static String grounds(List<SuspectedChangeRanker.RankedChange> ranked, String name) {
        return ranked.stream()
                .filter(one -> one.change().name().equals(name))
                .findFirst()
                .map(one -> String.join(", ", one.evidence()))
                .orElse("");
    }

    /// A flag, by its place.
    private record FlagLocation(String environment, String key) {
        static FlagLocation of(Rollout rollout) {
            return new FlagLocation(rollout.environment(), rollout.flag());
        }
    }

    /// Flags that were edited, with the suspected edits of each, the strongest first, and those whose rollout
    /// is over.
    private static Map<FlagLocation, List<SuspectedChangeRanker.RankedChange>> edited(
            List<RolloutPageData> led, List<SuspectedChangeRanker.RankedChange> ranked) {
        Map<FlagLocation, List<SuspectedChangeRanker.RankedChange>> found = new LinkedHashMap<>();
        led.stream()
                .map(RolloutPageData::rollout)
                .filter(rollout -> rollout.status() == RolloutStatus.COMPLETED)
                .forEach(rollout -> found.put(FlagLocation.of(rollout), new ArrayList<>()));
        for (SuspectedChangeRanker.RankedChange one : ranked) {
            ChangedFlag flag = one.change().flag();
            if (flag != null && IncidentFormatter.isEdit(one.change().name())) {
                var place = new FlagLocation(flag.environment(), flag.key());
                if (!led(led, place) && (found.containsKey(place) || found.size() < MOST)) {
                    found.computeIfAbsent(place, none -> new ArrayList<>()).add(one);
                }
            }
        }
        return found;
    }

    /* Who rolls back does not kill as well. */
    private static boolean led(List<RolloutPageData> led, FlagLocation flag) {
        return led.stream()
                .map(RolloutPageData::rollout)
                .filter(rollout -> rollout.status() != RolloutStatus.COMPLETED)
                .anyMatch(rollout -> flag.equals(FlagLocation.of(rollout)));
    }

    private RevertOption of(FlagLocation place, List<SuspectedChangeRanker.RankedChange> edits, Caller.Actor me) {
        return flags.one(place.environment(), place.key())
                .map(FlagDetailsQueries.EnvironmentFlag::facts)
                .map(facts -> of(facts, edits, me))
                .orElseGet(() -> ofDeleted(place, edits, me));
    }

    private RevertOption of(FlagDetails flag, List<SuspectedChangeRanker.RankedChange> edits, Caller.Actor me) {
        FlagPageModel.FlagPermissions may = desk.may(flag, me);
        List<RevertOption.RevertAction> orders = new ArrayList<>();
        if (flag.isOff()) {
            if (may.restoreAlone()) {
                orders.add(RevertOption.restore(flag));
            }
            return RevertOption.of(flag, List.of(), orders, back(flag));
        }
        List<String> words = new ArrayList<>();
        if (edits.isEmpty()) {
            words.add("its rollout is over");
        }
        List<FlagHistoryRow> history = desk.history(flag);
        for (SuspectedChangeRanker.RankedChange edit : edits) {
            words.add(edit.change().words() + "; " + String.join(", ", edit.evidence()));
            RevertTarget way = takingBack(flag, edit.change(), history);
            words.add(way.reason());
            if (way.to() != null && may(way, may, me) && orders.isEmpty()) {
                orders.add(
                        way.whole()
                                ? RevertOption.takeAllBack(flag.environment(), way.to())
                                : RevertOption.takeBack(flag.environment(), flag.key(), way.to()));
            }
        }
        if (may.stop()) {
            orders.add(RevertOption.kill(flag));
        }
        return RevertOption.of(flag, words, orders, null);
    }

    private static boolean may(RevertTarget way, FlagPageModel.FlagPermissions may, Caller.Actor me) {
        return way.whole() ? me.grants().allow(Right.AUTHOR, List.of()) : may.author();
    }

    /// How an edit is taken back.
    ///
    /// @param to revision at which everything was as it is to be; null when that cannot be done with one order
    /// @param whole whether the whole definition goes back, and not only the flag
    /// @param reason why it cannot, or what it takes along; may be empty
    private record RevertTarget(@Nullable Long to, boolean whole, String reason) {
        static RevertTarget no(String reason) {
            return new RevertTarget(null, false, reason);
        }
    }

    private RevertTarget takingBack(FlagDetails flag, SuspectedChange change, List<FlagHistoryRow> history) {
        long revision = Objects.requireNonNull(change.flag()).revision();
        Optional<FlagHistoryRow> own = history.stream()
                .filter(one -> one.change().revision() == revision)
                .findFirst();
        if (own.isEmpty()) {
            return takingAllBack(flag, revision);
        }
        FlagHistoryRow newest = history.getFirst();
        if (newest.change().revision() != revision) {
            return RevertTarget.no("the flag was changed again in revision "
                    + newest.change().revision() + ", so this one cannot be taken back alone: edit the flag");
        }
        return newest.isCreation()
                ? RevertTarget.no("this edit created the flag, so there is nothing to go back to")
                : new RevertTarget(revision - 1, false, "");
    }

    /* The flag's own text is the same before and after. */
    private RevertTarget takingAllBack(FlagDetails flag, long revision) {
        return desk.newestRevision(flag.environment()) == revision
                ? new RevertTarget(
                        revision - 1,
                        true,
                        "to take it back takes back everything that revision " + revision + " changed")
                : RevertTarget.no("what it depends on was changed in revision " + revision
                        + ", and more since then: edit the segment or the flag that it depends on");
    }

    private RevertOption ofDeleted(
            FlagLocation place, List<SuspectedChangeRanker.RankedChange> edits, Caller.Actor me) {
        SuspectedChange last = edits.stream()
                .map(SuspectedChangeRanker.RankedChange::change)
                .max(Comparator.comparing(SuspectedChange::at))
                .orElseThrow();
        List<String> words = new ArrayList<>(
                edits.stream().map(edit -> edit.change().words()).toList());
        words.add("the flag was deleted: services use the default of their own code");
        return RevertOption.ofDeleted(
                "flag " + place.key() + " in " + place.environment(),
                words,
                desk.mayWrite(place.environment(), place.key(), me)
                        ? List.of(RevertOption.takeBack(
                                place.environment(),
                                place.key(),
                                Objects.requireNonNull(last.flag()).revision() - 1))
                        : List.of());
    }

    private RollbackPreview.@Nullable RollbackProgress back(FlagDetails flag) {
        DefinitionRevision since = flag.since();
        if (since == null) {
            return null;
        }
        List<SdkClientState> connected = clients.of(flag.environment()).stream()
                .filter(SdkClientState::connected)
                .toList();
        long behind = connected.stream()
                .filter(client -> client.revision() == null || client.revision() < since.revision())
                .count();
        if (connected.isEmpty()) {
            return new RollbackPreview.RollbackProgress("No SDK is connected: each switches when it connects.", null);
        }
        String all = DisplayFormatter.count(connected.size())
                + (connected.size() == 1 ? " SDK has it off." : " SDKs have it off.");
        return behind == 0
                ? new RollbackPreview.RollbackProgress(
                        connected.size() == 1 ? "The 1 connected SDK has it off." : "All " + all, null)
                : new RollbackPreview.RollbackProgress(
                        DisplayFormatter.count(connected.size() - behind) + " of " + all.replace(" off.", " off,"),
                        since.changedAt());
    }
}
