// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.ImportIncidentsResponse;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service that imports past incidents from another system, all or none. Incidents are matched by their id
/// in that system, so importing the same data twice changes nothing. Imported incidents are RESOLVED.
/// Thread-safe.
@Component
class IncidentImportService {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 10_000;

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

    private record ImportRow(String externalId, String service, String title, IncidentDetailsUpdate known) {}

    /// Imports the incidents of a request.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    ImportIncidentsResponse importIncidents(JsonNode body, String who) {
        RequestFieldReader fields = RequestFieldReader.parse(body, Set.of("incidents", "dryRun", "reason"));
        List<ImportRow> rows = readRows(fields, who);
        boolean dryRun = fields.fields().bool("dryRun", false);
        String reason = fields.text("reason", "");
        fields.validate();
        return transaction.execute(status -> {
            ImportIncidentsResponse result = store(rows, dryRun);
            if (dryRun) {
                status.setRollbackOnly();
            } else if (result.created() + result.updated() > 0) {
                auditLog.append(new AuditEvent(
                        who, "incidents.imported", "incidents", reason, null, JSON.writeValueAsString(result)));
            }
            return result;
        });
    }

    private List<ImportRow> readRows(RequestFieldReader fields, String who) {
        JsonNode listed = fields.node("incidents");
        List<ImportRow> rows = new ArrayList<>();
        if (listed == null || !listed.isArray() || listed.size() > MOST) {
            fields.addError(
                    "incidents",
                    "must be an array of at most " + MOST + " incidents",
                    "split larger imports into batches");
            return rows;
        }
        Set<String> names = new HashSet<>(IncidentDetailsUpdate.FIELDS);
        names.addAll(Set.of("externalId", "service"));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            RequestFieldReader one = fields.nested(listed.get(i), "/incidents/" + i, names);
            ImportRow row = readRow(one, who);
            if (!seen.add(row.externalId())) {
                one.addError("externalId", "is a duplicate: \"" + row.externalId() + "\"", "list each incident once");
            }
            rows.add(row);
        }
        return rows;
    }

    private ImportRow readRow(RequestFieldReader one, String who) {
        RequestFieldReader harm = one.object("times", IncidentDetailsUpdate.PHASES);
        if (!harm.has(IncidentPhase.HARM_STARTED.name()) && !harm.has(IncidentPhase.DETECTED.name())) {
            one.addError("times", "must have HARM_STARTED or DETECTED", "add at least one of them");
        }
        return new ImportRow(
                one.requireText("externalId", "give the ID of the incident in the source system"),
                one.requireText("service", "give the key of the affected service"),
                one.requireText("title", "describe the impact in one line"),
                IncidentDetailsUpdate.parse(one, who, writer.now()));
    }

    private ImportIncidentsResponse store(List<ImportRow> rows, boolean dryRun) {
        int created = 0;
        int updated = 0;
        for (ImportRow row : rows) {
            Optional<Incident> known = incidents.findByExternalId(row.externalId());
            Incident after = row.known().applyTo(known.orElseGet(() -> toIncident(row)));
            if (known.isEmpty()) {
                incidents.insert(dated(after), row.externalId());
                created++;
            } else if (!after.equals(known.get())) {
                incidents.update(after);
                updated++;
            }
        }
        return new ImportIncidentsResponse(created, updated, rows.size() - created - updated, dryRun);
    }

    private Incident toIncident(ImportRow row) {
        return Incident.open(
                        IdAndSecretGenerator.newId("i-"),
                        new IncidentSignal(row.service(), null, writer.now()),
                        row.title(),
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
