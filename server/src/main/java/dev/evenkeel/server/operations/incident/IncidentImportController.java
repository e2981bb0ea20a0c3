// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.ImportIncidentsRequest;
import dev.evenkeel.api.IncidentApi.ImportIncidentsResponse;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoint for the import of past incidents (docs/reference/http-api.md).
@RestController
class IncidentImportController {
    private final IncidentImportService imports;

    IncidentImportController(IncidentImportService imports) {
        this.imports = imports;
    }

    /// Imports past incidents as resolved, all or none; updates those with known external IDs.
    @PostMapping("/api/v1/incidents/import")
    @RequiresRight(Right.OPERATE)
    ImportIncidentsResponse importIncidents(JsonRequest<ImportIncidentsRequest> body, Caller.Actor caller) {
        return imports.importIncidents(body, caller.name());
    }
}
