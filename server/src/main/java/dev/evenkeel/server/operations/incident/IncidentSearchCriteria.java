// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.IncidentSeverity;
import org.jspecify.annotations.Nullable;

/// Filters for a search of incidents.
///
/// @param open only open or mitigated ones
/// @param service service key; empty for all services
/// @param severity severity; null for all
/// @param cause name of a recorded cause; empty for all
/// @param text case-insensitive substring of the id, title, service or name of the change; empty for no filter
public record IncidentSearchCriteria(
        boolean open, String service, @Nullable IncidentSeverity severity, String cause, String text) {}
