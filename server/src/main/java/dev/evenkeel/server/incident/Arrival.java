// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import dev.evenkeel.engine.incident.Graded;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.Origin;
import dev.evenkeel.engine.incident.Signal;
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
/// @param entryName so that it is there once; null for what is never told twice
/// @param who for the ledger
/// @param fresh what else is known of a new incident
/// @param joined what else is known of an incident that it joins
record Arrival(
        Signal signal,
        String title,
        Origin origin,
        Graded severity,
        TimelineEntry entry,
        @Nullable String entryName,
        String who,
        UnaryOperator<Incident> fresh,
        UnaryOperator<Incident> joined) {}
