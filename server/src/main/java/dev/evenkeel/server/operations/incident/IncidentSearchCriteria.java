// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.IncidentSeverity;
import org.jspecify.annotations.Nullable;

/// Which incidents.
///
/// @param open only those that still concern whoever changes their service
/// @param service whose; empty for all
/// @param severity how bad; null for all
/// @param cause name of a cause that was named; empty for all
/// @param text that is in the id, the title, the service or the name of its change, in any case; empty for all
public record IncidentSearchCriteria(
        boolean open, String service, @Nullable IncidentSeverity severity, String cause, String text) {}
