// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.ReleasePause;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.server.console.gate.GatesPageModel;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Model of the overview page. Answers: are all systems healthy?
///
/// @param now time of the data
/// @param status overall status badge
/// @param summary the answer in a sentence
/// @param environmentSwitches release switch of each environment
/// @param serviceSwitches services whose releases are paused
/// @param canPause whether the caller may pause releases
/// @param pausableServices keys of the services whose releases can be paused
/// @param pendingActions pending actions
/// @param serviceRows one row per service: services with problems first, then services with running changes
record OverviewPageModel(
        Instant now,
        StatusBadge status,
        String summary,
        List<ScopedReleasePauseSwitch> environmentSwitches,
        List<ScopedReleasePauseSwitch> serviceSwitches,
        boolean canPause,
        List<String> pausableServices,
        List<PendingAction> pendingActions,
        List<ServiceRow> serviceRows) {

    /// Release switch of an environment, or of a service in it.
    ///
    /// @param service null for the whole environment
    /// @param pause the pause; null while releases are not paused
    /// @param canResume whether the caller may resume releases
    record ScopedReleasePauseSwitch(
            String environment,
            @Nullable String service,
            @Nullable ReleasePause pause,
            boolean canResume) {
        String name() {
            return service == null ? "all of " + environment : service + " in " + environment;
        }
    }

    static OverviewPageModel of(OverviewPageData data, GrantedRights grants) {
        return new OverviewPageModel(
                data.now(),
                overallStatus(data),
                summary(data),
                data.environments().stream()
                        .map(environment -> toSwitch(data, environment, grants))
                        .toList(),
                data.pauses().stream()
                        .filter(line -> line.service() != null)
                        .map(line -> new ScopedReleasePauseSwitch(
                                line.environment(),
                                line.service(),
                                line,
                                grants.hasRight(Right.OPERATE, List.of(Objects.requireNonNull(line.service())))))
                        .toList(),
                grants.hasRightAnywhere(Right.STOP),
                ServiceRowsBuilder.listServiceKeys(data),
                PendingAction.of(data),
                ServiceRowsBuilder.build(data));
    }

    private static ScopedReleasePauseSwitch toSwitch(OverviewPageData data, String environment, GrantedRights grants) {
        ReleasePause stopped = data.pauses().stream()
                .filter(line -> line.service() == null && line.environment().equals(environment))
                .findFirst()
                .orElse(null);
        return new ScopedReleasePauseSwitch(environment, null, stopped, grants.hasRightEverywhere(Right.OPERATE));
    }

    private static StatusBadge overallStatus(OverviewPageData data) {
        if (listProblems(data).isEmpty()) {
            return healthyStatus(data);
        }
        boolean hurts = data.countObjectives(ObjectiveStatus.State.SPENT, ObjectiveStatus.State.BURNING) > 0
                || data.impactingIncidents().stream()
                        .anyMatch(incident -> incident.severity().severity().isAtLeast(IncidentSeverity.SERIOUS));
        return hurts
                ? new StatusBadge(StatusBadge.Tone.BAD, "alert", "Not even")
                : new StatusBadge(StatusBadge.Tone.CAUTION, "alert", "Not even");
    }

    private static StatusBadge healthyStatus(OverviewPageData data) {
        if (!listUnknowns(data).isEmpty()) {
            return new StatusBadge(StatusBadge.Tone.CAUTION, "silent", "Even, as far as is known");
        }
        return data.activeFreezes().isEmpty()
                ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Even")
                : new StatusBadge(StatusBadge.Tone.CAUTION, "pause", "Even, and frozen");
    }

    private static String summary(OverviewPageData data) {
        List<String> wrong = new ArrayList<>(listProblems(data));
        wrong.addAll(listUnknowns(data));
        wrong.addAll(listFreezes(data));
        String changes = formatCount(data.runningCount(), "change") + " running";
        if (data.services().listServices().isEmpty() && data.runningCount() == 0 && wrong.isEmpty()) {
            return "Even: nothing is known that could be uneven.";
        }
        return wrong.isEmpty()
                ? "Even: no incident, no gate closed, " + changes + "."
                : overallStatus(data).label() + ": " + String.join(", ", wrong) + ". "
                        + DisplayFormatter.toSentence(changes);
    }

    /* Reasons against the status "healthy". */
    private static List<String> listProblems(OverviewPageData data) {
        int hurting = data.impactingIncidents().size();
        int held = data.blockedChanges().size();
        int blind = (int) data.flagChanges().stream()
                .filter(one -> one.rollout().evaluationError() != null)
                .count();
        return Stream.of(
                        hurting == 0 ? "" : formatCount(hurting, "incident") + " open (" + worstSeverity(data) + ")",
                        formatBudgets(data.countObjectives(ObjectiveStatus.State.SPENT), "spent"),
                        formatBudgets(data.countObjectives(ObjectiveStatus.State.BURNING), "burning"),
                        formatPauses(data.pauses()),
                        held == 0 ? "" : "closed gates hold up " + formatCount(held, "change"),
                        blind == 0 ? "" : "the guard cannot judge " + formatCount(blind, "change"))
                .filter(words -> !words.isEmpty())
                .toList();
    }

    /* Objectives without data are reported, because their state is unknown. */
    private static List<String> listUnknowns(OverviewPageData data) {
        int silent = data.countObjectives(ObjectiveStatus.State.NO_DATA, ObjectiveStatus.State.SOURCE_FAILED);
        return silent == 0 ? List.of() : List.of("no data of " + formatCount(silent, "objective"));
    }

    private static List<String> listFreezes(OverviewPageData data) {
        List<String> active = data.activeFreezes();
        return active.isEmpty() ? List.of() : List.of(GatesPageModel.describeFreezes(active));
    }

    private static String worstSeverity(OverviewPageData data) {
        return data.impactingIncidents().stream()
                .map(incident -> incident.severity().severity())
                .min(IncidentSeverity::compareTo)
                .map(Enum::name)
                .orElse("");
    }

    private static String formatBudgets(int number, String state) {
        return number == 0 ? "" : formatCount(number, "error budget") + " " + state;
    }

    private static String formatPauses(List<ReleasePause> stopped) {
        if (stopped.isEmpty()) {
            return "";
        }
        ReleasePause first = stopped.getFirst();
        String name = first.service() == null ? "all of " + first.environment() : first.service();
        return stopped.size() == 1
                ? "the line of " + name + " is stopped"
                : formatCount(stopped.size(), "line") + " stopped";
    }

    /// Returns a count with its noun: `no incident`, `1 incident`, `2 incidents`.
    static String formatCount(int number, String of) {
        return (number == 0 ? "no" : QuantityFormatter.formatCount(number)) + " " + of + (number < 2 ? "" : "s");
    }
}
