// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.SeverityRating;
import dev.evenkeel.engine.incident.TimelineEntry;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A signal on its way into an incident: one that is there, or a new one.
///
/// @param signal what it is about
/// @param title of a new incident
/// @param origin of a new incident
/// @param severity that the signal speaks of; the incident gets it unless it has a worse one
/// @param entry for the timeline
/// @param declaredAs severity that a person declared, and why; empty for none
/// @param entryName so that it is there once; null for what is never told twice
/// @param who for the ledger
/// @param fresh what else is known of a new incident
/// @param joined what else is known of an incident that it joins
public record IncomingSignal(
        IncidentSignal signal,
        String title,
        IncidentOrigin origin,
        SeverityRating severity,
        TimelineEntry entry,
        String declaredAs,
        @Nullable String entryName,
        String who,
        UnaryOperator<Incident> fresh,
        UnaryOperator<Incident> joined) {
    /// The entry for the timeline of an incident that was there already. What a person declares says how bad
    /// that person thinks it is, since the incident has the worst severity of all.
    ///
    /// @param reopened whether the incident is open again by it
    TimelineEntry entryOfJoined(boolean reopened) {
        if (origin != IncidentOrigin.PERSON) {
            return entry;
        }
        String before = reopened ? "Reopened: " : "";
        String behind = declaredAs.isEmpty() ? "" : " (declared as " + declaredAs + ")";
        return new TimelineEntry(entry.at(), entry.source(), entry.kind(), before + entry.words() + behind);
    }
}
