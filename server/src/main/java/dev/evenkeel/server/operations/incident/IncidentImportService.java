// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.ImportIncidentsRequest;
import dev.evenkeel.api.IncidentApi.ImportIncidentsResponse;
import dev.evenkeel.api.IncidentApi.ImportedIncident;
import dev.evenkeel.api.IncidentApi.TimeValue;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The service that imports past incidents from another system, all or none. Incidents are matched by their id
/// in that system, so importing the same data twice changes nothing. Imported incidents are RESOLVED.
/// Thread-safe.
@Component
class IncidentImportService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final IncidentRepository incidents;
    private final IncidentWriter writer;
    private final AuditLog auditLog;
    private final TransactionTemplate transaction;

    IncidentImportService(
            IncidentRepository incidents, IncidentWriter writer, AuditLog auditLog, TransactionTemplate transaction) {
        this.incidents = incidents;
        this.writer = writer;
        this.auditLog = auditLog;
        this.transaction = transaction;
    }

    /// Imports the incidents of a request.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    ImportIncidentsResponse importIncidents(JsonRequest<ImportIncidentsRequest> body, String who) {
        Instant now = writer.now();
        ImportIncidentsRequest request =
                body.orThrow("Nothing was changed.", (given, errors) -> check(given.incidents(), now, errors));
        boolean dryRun = Boolean.TRUE.equals(request.dryRun());
        return transaction.execute(status -> {
            ImportIncidentsResponse result = store(request.incidents(), dryRun, who, now);
            if (dryRun) {
                status.setRollbackOnly();
            } else if (result.created() + result.updated() > 0) {
                auditLog.append(new AuditEvent(
                        who,
                        "incidents.imported",
                        "incidents",
                        Objects.requireNonNullElse(request.reason(), ""),
                        null,
                        JSON.writeValueAsString(result)));
            }
            return result;
        });
    }

    private static void check(@Nullable List<ImportedIncident> rows, Instant now, ValidationErrors errors) {
        if (rows == null) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            ImportedIncident row = rows.get(i);
            String pointer = "/incidents/" + i;
            Map<IncidentPhase, TimeValue> times =
                    Objects.requireNonNullElse(row.details().times(), Map.of());
            if (!times.containsKey(IncidentPhase.HARM_STARTED) && !times.containsKey(IncidentPhase.DETECTED)) {
                errors.add(pointer + "/times", "must have HARM_STARTED or DETECTED", "add at least one of them");
            }
            if (row.details().title() == null) {
                errors.add(pointer + "/title", "is missing", "describe the impact in one line");
            }
            if (!seen.add(row.externalId().strip())) {
                errors.add(
                        pointer + "/externalId",
                        "is a duplicate: \"" + row.externalId() + "\"",
                        "list each incident once");
            }
            IncidentDetailsUpdate.check(row.details(), pointer, now, errors);
        }
    }

    private ImportIncidentsResponse store(List<ImportedIncident> rows, boolean dryRun, String who, Instant now) {
        int created = 0;
        int updated = 0;
        for (ImportedIncident row : rows) {
            String externalId = row.externalId().strip();
            Optional<Incident> known = incidents.findByExternalId(externalId);
            Incident after = new IncidentDetailsUpdate(row.details(), who, now)
                    .applyTo(known.orElseGet(() -> toIncident(row, now)));
            if (known.isEmpty()) {
                incidents.insert(dated(after), externalId);
                created++;
            } else if (!after.equals(known.get())) {
                incidents.update(after);
                updated++;
            }
        }
        return new ImportIncidentsResponse(created, updated, rows.size() - created - updated, dryRun);
    }

    /* Without its details. */
    private static Incident toIncident(ImportedIncident row, Instant now) {
        return Incident.open(
                        IdAndSecretGenerator.newId("i-"),
                        new IncidentSignal(row.service().strip(), null, now),
                        "",
                        IncidentOrigin.IMPORT,
                        SeverityRule.initial().rate(IncidentImpact.UNKNOWN, false))
                .withState(IncidentState.RESOLVED);
    }

    private static Incident dated(Incident incident) {
        TimestampWithPrecision detected = incident.response().timeOf(IncidentPhase.DETECTED);
        TimestampWithPrecision when =
                detected == null ? incident.response().timeOf(IncidentPhase.HARM_STARTED) : detected;
        Instant at = when == null ? incident.openedAt() : when.at();
        return incident.withOpenedAt(at);
    }
}
