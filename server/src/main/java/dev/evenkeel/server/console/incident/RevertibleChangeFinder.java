// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.incident.SuspectedChange;
import dev.evenkeel.engine.incident.SuspectedChange.ChangedFlag;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.console.flag.FlagDetails;
import dev.evenkeel.server.console.flag.FlagDetailsQueries;
import dev.evenkeel.server.console.flag.FlagHistoryRow;
import dev.evenkeel.server.console.flag.FlagPageModel;
import dev.evenkeel.server.console.flag.FlagPageQueries;
import dev.evenkeel.server.console.rollout.RollbackPreview;
import dev.evenkeel.server.console.rollout.RolloutPageData;
import dev.evenkeel.server.console.rollout.RolloutPageQueries;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.experiment.ExperimentService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
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

/// Finds suspected changes of an incident that can be reverted, with the actions that revert them. Thread-safe.
@Component
final class RevertibleChangeFinder {
    private static final int MOST = 10;

    private final RolloutPageQueries rollouts;
    private final FlagDetailsQueries flags;
    private final FlagPageQueries flagPageQueries;
    private final ExperimentService experiments;
    private final SdkClientService clients;

    RevertibleChangeFinder(
            RolloutPageQueries rollouts,
            FlagDetailsQueries flags,
            FlagPageQueries flagPageQueries,
            ExperimentService experiments,
            SdkClientService clients) {
        this.rollouts = rollouts;
        this.flags = flags;
        this.flagPageQueries = flagPageQueries;
        this.experiments = experiments;
        this.clients = clients;
    }

    /// Returns the changes that can be reverted (rollouts before flags and experiments), followed by those that
    /// were reverted already or that have no action. Omits a flag whose rollout is listed.
    ///
    /// @param ranked suspected changes, highest rank first
    /// @param me the current user
    List<RevertibleChange> listOptions(
            Incident incident, List<SuspectedChangeRanker.RankedChange> ranked, Caller.Actor me) {
        Set<String> linked = linkedChanges(incident);
        List<RolloutPageData> led = findRollouts(linked, ranked, incident);
        boolean mayStop = me.grants().hasRightAnywhere(Right.STOP);
        Stream<RevertibleChange> ofRollouts = led.stream()
                .map(data -> RevertibleChange.of(
                        data, evidenceOf(ranked, "rollout:" + data.rollout().id()), mayStop));
        Stream<RevertibleChange> ofFlags = findEditedFlags(led, ranked).entrySet().stream()
                .map(flag -> toOption(flag.getKey(), flag.getValue(), me));
        Stream<RevertibleChange> ofExperiments = ranked.stream()
                .filter(one -> one.change().kind() == SuspectedChange.Kind.EXPERIMENT)
                .limit(MOST)
                .flatMap(one -> experiments
                        .find(IncidentFormatter.experimentId(one.change().name()))
                        .stream()
                        .map(experiment ->
                                RevertibleChange.of(experiment, String.join(", ", one.evidence()), mayStop)));
        return Stream.of(ofRollouts, ofFlags, ofExperiments)
                .flatMap(undos -> undos)
                .sorted(Comparator.comparing(undo -> undo.actions().isEmpty() || undo.progress() != null))
                .toList();
    }

    private static Set<String> linkedChanges(Incident incident) {
        Set<String> names = new LinkedHashSet<>();
        String about = incident.change();
        if (about != null) {
            names.add(about);
        }
        incident.account().changes().stream().map(LinkedChange::change).forEach(names::add);
        return names;
    }

    private List<RolloutPageData> findRollouts(
            Set<String> linked, List<SuspectedChangeRanker.RankedChange> ranked, Incident incident) {
        return Stream.concat(
                        linked.stream(), ranked.stream().map(one -> one.change().name()))
                .map(IncidentFormatter::rolloutId)
                .filter(id -> !id.isEmpty())
                .distinct()
                .flatMap(id -> rollouts.findBrief(id).stream())
                .filter(data ->
                        linked.contains("rollout:" + data.rollout().id()) || isRelevant(data.rollout(), incident))
                .limit(MOST)
                .toList();
    }

    /* A rollback or abort before the incident opened does not help. */
    private static boolean isRelevant(Rollout rollout, Incident incident) {
        Instant endedAt = rollout.position().endedAt();
        return endedAt == null || !RevertibleChange.isRolledBack(rollout) || !endedAt.isBefore(incident.openedAt());
    }

    private static String evidenceOf(List<SuspectedChangeRanker.RankedChange> ranked, String name) {
        return ranked.stream()
                .filter(one -> one.change().name().equals(name))
                .findFirst()
                .map(one -> String.join(", ", one.evidence()))
                .orElse("");
    }

    /// Environment and key of a flag.
    private record FlagLocation(String environment, String key) {
        static FlagLocation of(Rollout rollout) {
            return new FlagLocation(rollout.environment(), rollout.flag());
        }
    }

    /// Returns edited flags, each with its suspected edits, highest rank first. Includes flags with a completed
    /// rollout.
    private static Map<FlagLocation, List<SuspectedChangeRanker.RankedChange>> findEditedFlags(
            List<RolloutPageData> led, List<SuspectedChangeRanker.RankedChange> ranked) {
        Map<FlagLocation, List<SuspectedChangeRanker.RankedChange>> found = new LinkedHashMap<>();
        led.stream()
                .map(RolloutPageData::rollout)
                .filter(rollout -> rollout.status() == RolloutStatus.COMPLETED)
                .forEach(rollout -> found.put(FlagLocation.of(rollout), new ArrayList<>()));
        for (SuspectedChangeRanker.RankedChange one : ranked) {
            ChangedFlag flag = one.change().flag();
            if (flag != null && IncidentFormatter.isFlagEdit(one.change().name())) {
                var place = new FlagLocation(flag.environment(), flag.key());
                if (!hasRollout(led, place) && (found.containsKey(place) || found.size() < MOST)) {
                    found.computeIfAbsent(place, none -> new ArrayList<>()).add(one);
                }
            }
        }
        return found;
    }

    /* A flag whose rollout can be rolled back needs no separate kill. */
    private static boolean hasRollout(List<RolloutPageData> led, FlagLocation flag) {
        return led.stream()
                .map(RolloutPageData::rollout)
                .filter(rollout -> rollout.status() != RolloutStatus.COMPLETED)
                .anyMatch(rollout -> flag.equals(FlagLocation.of(rollout)));
    }

    private RevertibleChange toOption(
            FlagLocation place, List<SuspectedChangeRanker.RankedChange> edits, Caller.Actor me) {
        return flags.findFlag(place.environment(), place.key())
                .map(FlagDetailsQueries.EnvironmentFlag::details)
                .map(flagDetails -> toOption(flagDetails, edits, me))
                .orElseGet(() -> toDeletedOption(place, edits, me));
    }

    private RevertibleChange toOption(
            FlagDetails flag, List<SuspectedChangeRanker.RankedChange> edits, Caller.Actor me) {
        FlagPageModel.FlagPermissions may = flagPageQueries.getPermissions(flag, me);
        List<RevertibleChange.RevertAction> orders = new ArrayList<>();
        if (flag.isOff()) {
            if (may.canEnableAlone()) {
                orders.add(RevertibleChange.enableAction(flag));
            }
            return RevertibleChange.of(flag, List.of(), orders, findProgress(flag));
        }
        List<String> words = new ArrayList<>();
        if (edits.isEmpty()) {
            words.add("its rollout is over");
        }
        List<FlagHistoryRow> history = flagPageQueries.listHistory(flag);
        for (SuspectedChangeRanker.RankedChange edit : edits) {
            words.add(edit.change().summary() + "; " + String.join(", ", edit.evidence()));
            EditRevertMethod way = findRevertTarget(flag, edit.change(), history);
            words.add(way.reason());
            if (way.revision() != null && canRevert(way, may, me) && orders.isEmpty()) {
                orders.add(
                        way.wholeDefinition()
                                ? RevertibleChange.revertAllAction(flag.environment(), way.revision())
                                : RevertibleChange.revertAction(flag.environment(), flag.key(), way.revision()));
            }
        }
        if (may.canDisable()) {
            orders.add(RevertibleChange.disableAction(flag));
        }
        return RevertibleChange.of(flag, words, orders, null);
    }

    private static boolean canRevert(EditRevertMethod way, FlagPageModel.FlagPermissions may, Caller.Actor me) {
        return way.wholeDefinition() ? me.grants().hasRight(Right.AUTHOR, List.of()) : may.canEdit();
    }

    /// How an edit can be reverted.
    ///
    /// @param revision revision to restore; null if a single request cannot revert the edit
    /// @param wholeDefinition whether the whole definition is restored, not only the flag
    /// @param reason why the edit cannot be reverted, or what is reverted with it; may be empty
    private record EditRevertMethod(@Nullable Long revision, boolean wholeDefinition, String reason) {
        static EditRevertMethod unavailable(String reason) {
            return new EditRevertMethod(null, false, reason);
        }
    }

    private EditRevertMethod findRevertTarget(FlagDetails flag, SuspectedChange change, List<FlagHistoryRow> history) {
        long revision = Objects.requireNonNull(change.flag()).revision();
        Optional<FlagHistoryRow> own = history.stream()
                .filter(one -> one.change().revision() == revision)
                .findFirst();
        if (own.isEmpty()) {
            return findRevertAllTarget(flag, revision);
        }
        FlagHistoryRow newest = history.getFirst();
        if (newest.change().revision() != revision) {
            return EditRevertMethod.unavailable("the flag was changed again in revision "
                    + newest.change().revision() + ", so this one cannot be taken back alone: edit the flag");
        }
        return newest.isCreation()
                ? EditRevertMethod.unavailable("this edit created the flag, so there is nothing to go back to")
                : new EditRevertMethod(revision - 1, false, "");
    }

    /* The definition of the flag itself is identical before and after. */
    private EditRevertMethod findRevertAllTarget(FlagDetails flag, long revision) {
        return flagPageQueries.getNewestRevision(flag.environment()) == revision
                ? new EditRevertMethod(
                        revision - 1,
                        true,
                        "to take it back takes back everything that revision " + revision + " changed")
                : EditRevertMethod.unavailable("what it depends on was changed in revision " + revision
                        + ", and more since then: edit the segment or the flag that it depends on");
    }

    private RevertibleChange toDeletedOption(
            FlagLocation place, List<SuspectedChangeRanker.RankedChange> edits, Caller.Actor me) {
        SuspectedChange last = edits.stream()
                .map(SuspectedChangeRanker.RankedChange::change)
                .max(Comparator.comparing(SuspectedChange::at))
                .orElseThrow();
        List<String> words = new ArrayList<>(
                edits.stream().map(edit -> edit.change().summary()).toList());
        words.add("the flag was deleted: services use the default of their own code");
        return RevertibleChange.ofDeleted(
                "flag " + place.key() + " in " + place.environment(),
                words,
                flagPageQueries.canWrite(place.environment(), place.key(), me)
                        ? List.of(RevertibleChange.revertAction(
                                place.environment(),
                                place.key(),
                                Objects.requireNonNull(last.flag()).revision() - 1))
                        : List.of());
    }

    private RollbackPreview.@Nullable RollbackProgress findProgress(FlagDetails flag) {
        FlagSetRevision since = flag.lastChange();
        if (since == null) {
            return null;
        }
        List<SdkClientState> connected = clients.listByEnvironment(flag.environment()).stream()
                .filter(SdkClientState::connected)
                .toList();
        long behind = connected.stream()
                .filter(client -> client.revision() == null || client.revision() < since.revision())
                .count();
        if (connected.isEmpty()) {
            return new RollbackPreview.RollbackProgress("No SDK is connected: each switches when it connects.", null);
        }
        String all = QuantityFormatter.formatCount(connected.size())
                + (connected.size() == 1 ? " SDK has it off." : " SDKs have it off.");
        return behind == 0
                ? new RollbackPreview.RollbackProgress(
                        connected.size() == 1 ? "The 1 connected SDK has it off." : "All " + all, null)
                : new RollbackPreview.RollbackProgress(
                        QuantityFormatter.formatCount(connected.size() - behind) + " of "
                                + all.replace(" off.", " off,"),
                        since.changedAt());
    }
}
