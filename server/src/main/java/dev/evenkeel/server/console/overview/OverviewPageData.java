// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.gate.FreezeCalendar;
import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.server.console.gate.GatePageQueries;
import dev.evenkeel.server.console.incident.IncidentFormatter;
import dev.evenkeel.server.gates.pause.ReleasePause;
import dev.evenkeel.server.operations.change.ChangeService;
import dev.evenkeel.server.operations.slo.ObjectiveSummary;
import java.time.Instant;
import java.util.List;

/// What the overview is made of.
///
/// @param now when this was true
/// @param environments all there are
/// @param services the catalogue
/// @param objectives of all services
/// @param incidents open ones
/// @param led changes that run and that a flag leads
/// @param reported changes that run and that others carry out
/// @param freezes the freeze calendar
/// @param stopped lines that are stopped
/// @param waiting what waits for somebody
record OverviewPageData(
        Instant now,
        List<String> environments,
        ServiceGraph services,
        List<ObjectiveSummary> objectives,
        List<Incident> incidents,
        List<RunningChangeQueries.RunningFlagChange> led,
        List<ChangeService.RunningChange> reported,
        FreezeCalendar freezes,
        List<ReleasePause> stopped,
        GatePageQueries.PendingCounts waiting) {

    /// Incidents that hurt or have hurt users, and are not only the review that a rollback asks for.
    List<Incident> hurting() {
        return incidents.stream().filter(incident -> !incident.asksForReview()).toList();
    }

    /// Incidents that nobody commands while they hurt.
    List<Incident> unled() {
        return hurting().stream()
                .filter(incident -> incident.state() == IncidentState.OPEN)
                .filter(incident -> IncidentFormatter.leader(incident).isEmpty())
                .toList();
    }

    /// Rollbacks that nobody has reviewed.
    List<Incident> rolledBack() {
        return incidents.stream().filter(Incident::asksForReview).toList();
    }

    /// Changes that gates hold up.
    List<RunningChangeQueries.RunningFlagChange> heldUp() {
        return led.stream().filter(one -> !one.closed().isEmpty()).toList();
    }

    /// Names of the freezes that are on, whatever they are about.
    List<String> activeFreezes() {
        return freezes.activeAt(now).stream().map(FreezeWindow::name).toList();
    }

    /// How many objectives are in one of some states.
    int count(ObjectiveStatus.State... states) {
        return (int) objectives.stream()
                .filter(objective -> List.of(states).contains(objective.state()))
                .count();
    }

    int running() {
        return led.size() + reported.size();
    }

    /// Whether there is more than one environment, so that it has to be said which is meant.
    boolean namesEnvironments() {
        return environments.size() > 1;
    }
}
