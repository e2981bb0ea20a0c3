// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the room of an incident has beside the record, for whoever looks.
///
/// @param service that is hurt; null when nobody described it
/// @param undos changes that may lie behind it and can be taken back, or were
/// @param firing its alerts that fire
/// @param people names of those who may work on incidents, by name; none for who may not
/// @param me name of whoever looks
/// @param responds whether they may work on incidents
/// @param stops whether they may put everybody back
record IncidentPageContext(
        @Nullable Service service,
        List<RevertOption> undos,
        List<IncidentHistoryQueries.FiringAlert> firing,
        List<String> people,
        String me,
        boolean responds,
        boolean stops) {
    /// The alerts that fire, in a sentence; empty for none.
    String firingWords() {
        return firing.isEmpty()
                ? ""
                : (firing.size() == 1 ? "1 alert is firing: " : firing.size() + " alerts are firing: ")
                        + firing.stream()
                                .map(IncidentHistoryQueries.FiringAlert::name)
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /// Whether whom to reach is an address that a browser can open.
    boolean reachedByLink() {
        return service != null && service.escalation().matches("(?i)(https?://|mailto:|tel:)\\S+");
    }

    /// Whether nobody is there to choose from, so that a name has to be written.
    boolean namesAreWritten() {
        return people.isEmpty();
    }
}
