// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.SeverityRating;
import dev.evenkeel.engine.incident.TimelineEntry;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A signal that opens or joins an incident.
///
/// @param signal data for matching the signal to an incident
/// @param title title of a new incident
/// @param origin origin of a new incident
/// @param severity severity of the signal; the incident gets it unless it has a higher one
/// @param entry timeline entry
/// @param declaredAs severity that a user declared, with the reason; empty for none
/// @param entryName deduplication key of the timeline entry; null if no duplicates can occur
/// @param actor source for the audit log
/// @param applyToNew additional changes to a new incident
/// @param applyToJoined additional changes to an incident that the signal joins
public record IncidentTriggerSignal(
        IncidentSignal signal,
        String title,
        IncidentOrigin origin,
        SeverityRating severity,
        TimelineEntry entry,
        String declaredAs,
        @Nullable String entryName,
        String actor,
        UnaryOperator<Incident> applyToNew,
        UnaryOperator<Incident> applyToJoined) {
    /// Returns the timeline entry for an existing incident. It includes the severity that the user declared,
    /// because the incident has the highest severity of all signals.
    ///
    /// @param reopened whether the signal reopened the incident
    TimelineEntry joinedEntry(boolean reopened) {
        if (origin != IncidentOrigin.PERSON) {
            return entry;
        }
        String before = reopened ? "Reopened: " : "";
        String behind = declaredAs.isEmpty() ? "" : " (declared as " + declaredAs + ")";
        return new TimelineEntry(entry.at(), entry.source(), entry.kind(), before + entry.text() + behind);
    }
}
