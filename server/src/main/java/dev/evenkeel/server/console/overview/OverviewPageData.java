// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.gate.FreezeCalendar;
import dev.evenkeel.engine.gate.FreezeWindow;
import dev.evenkeel.engine.gate.ReleasePause;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.server.console.gate.GatePageQueries;
import dev.evenkeel.server.console.incident.IncidentFormatter;
import dev.evenkeel.server.operations.change.ReportedChangeQueries;
import dev.evenkeel.server.operations.slo.ObjectiveSummary;
import java.time.Instant;
import java.util.List;

/// Data from which the overview page is built.
///
/// @param now time of the data
/// @param environments all environments
/// @param services the service catalogue
/// @param objectives SLO objectives of all services
/// @param incidents open incidents
/// @param flagChanges running rollouts
/// @param externalChanges running changes that other systems deploy
/// @param freezes the freeze calendar
/// @param pauses active release pauses
/// @param pendingCounts pending work for users
record OverviewPageData(
        Instant now,
        List<String> environments,
        ServiceGraph services,
        List<ObjectiveSummary> objectives,
        List<Incident> incidents,
        List<RunningChangeQueries.RunningFlagChange> flagChanges,
        List<ReportedChangeQueries.RunningChange> externalChanges,
        FreezeCalendar freezes,
        List<ReleasePause> pauses,
        GatePageQueries.PendingCounts pendingCounts) {

    /// Returns open incidents that affect or affected users; excludes incidents that are only rollback reviews.
    List<Incident> impactingIncidents() {
        return incidents.stream().filter(incident -> !incident.reviewOnly()).toList();
    }

    /// Returns active incidents without an incident commander.
    List<Incident> incidentsWithoutCommander() {
        return impactingIncidents().stream()
                .filter(incident -> incident.state() == IncidentState.OPEN)
                .filter(incident -> IncidentFormatter.formatCommander(incident).isEmpty())
                .toList();
    }

    /// Returns incidents of rollbacks that are not reviewed.
    List<Incident> unreviewedRollbacks() {
        return incidents.stream().filter(Incident::reviewOnly).toList();
    }

    /// Returns running rollouts that gates block.
    List<RunningChangeQueries.RunningFlagChange> blockedChanges() {
        return flagChanges.stream().filter(one -> !one.closedGates().isEmpty()).toList();
    }

    /// Returns the names of active freezes, whatever their scope.
    List<String> activeFreezes() {
        return freezes.listActive(now).stream().map(FreezeWindow::name).toList();
    }

    /// Returns the number of objectives in any of the states.
    int countObjectives(ObjectiveStatus.State... states) {
        return (int) objectives.stream()
                .filter(objective -> List.of(states).contains(objective.state()))
                .count();
    }

    int runningCount() {
        return flagChanges.size() + externalChanges.size();
    }

    /// Whether there are several environments, so that texts have to name the environment.
    boolean hasSeveralEnvironments() {
        return environments.size() > 1;
    }
}
