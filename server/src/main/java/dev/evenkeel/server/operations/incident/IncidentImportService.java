// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentImpact;
import dev.evenkeel.engine.incident.IncidentOrigin;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSignal;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
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

/// Takes a history of incidents over from another system, all or none. An incident is known again by its
/// name there, so that importing the same history twice changes nothing. They are RESOLVED: what was is not
/// open. Thread-safe.
@Component
class IncidentImportService {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 10_000;

    private final IncidentRepository incidents;
    private final IncidentWriter book;
    private final AuditLog ledger;
    private final TransactionTemplate transaction;

    IncidentImportService(
            IncidentRepository incidents, IncidentWriter book, AuditLog ledger, TransactionTemplate transaction) {
        this.incidents = incidents;
        this.book = book;
        this.ledger = ledger;
        this.transaction = transaction;
    }

    /// What became of a history.
    ///
    /// @param created incidents that are new
    /// @param changed known ones of which something else is said now
    /// @param unchanged known ones
    /// @param dryRun whether nothing was stored
    record IncidentImportResult(int created, int changed, int unchanged, boolean dryRun) {}

    private record ImportRow(String externalId, String service, String title, IncidentDetailsRequest known) {}

    /// Takes it in.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    IncidentImportResult take(JsonNode body, String who) {
        RequestFields order = RequestFields.read(body, Set.of("incidents", "dryRun", "reason"));
        List<ImportRow> rows = rows(order, who);
        boolean dryRun = order.fields().truth("dryRun", false);
        String reason = order.text("reason", "");
        order.check();
        return transaction.execute(status -> {
            IncidentImportResult result = store(rows, dryRun);
            if (dryRun) {
                status.setRollbackOnly();
            } else if (result.created() + result.changed() > 0) {
                ledger.append(new AuditEvent(
                        who, "incidents.imported", "incidents", reason, null, JSON.writeValueAsString(result)));
            }
            return result;
        });
    }

    private List<ImportRow> rows(RequestFields order, String who) {
        JsonNode listed = order.node("incidents");
        List<ImportRow> rows = new ArrayList<>();
        if (listed == null || !listed.isArray() || listed.size() > MOST) {
            order.fault("incidents", "must be an array of at most " + MOST, "list the incidents");
            return rows;
        }
        Set<String> names = new HashSet<>(IncidentDetailsRequest.FIELDS);
        names.addAll(Set.of("externalId", "service"));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            RequestFields one = order.at(listed.get(i), "/incidents/" + i, names);
            ImportRow row = row(one, who);
            if (!seen.add(row.externalId())) {
                one.fault("externalId", "is there twice: \"" + row.externalId() + "\"", "name each incident once");
            }
            rows.add(row);
        }
        return rows;
    }

    private ImportRow row(RequestFields one, String who) {
        RequestFields harm = one.object("times", IncidentDetailsRequest.PHASES);
        if (!harm.has(IncidentPhase.HARM_STARTED.name()) && !harm.has(IncidentPhase.DETECTED.name())) {
            one.fault("times", "must have HARM_STARTED or DETECTED", "say when it was");
        }
        return new ImportRow(
                one.required("externalId", "give its name in the system it comes from"),
                one.required("service", "give the key of the service that was hurt"),
                one.required("title", "say in a line what hurt"),
                IncidentDetailsRequest.read(one, who, book.now()));
    }

    private IncidentImportResult store(List<ImportRow> rows, boolean dryRun) {
        int created = 0;
        int changed = 0;
        for (ImportRow row : rows) {
            Optional<Incident> known = incidents.findExternal(row.externalId());
            Incident after = row.known().over(known.orElseGet(() -> fresh(row)));
            if (known.isEmpty()) {
                incidents.insert(dated(after), row.externalId());
                created++;
            } else if (!after.equals(known.get())) {
                incidents.save(after);
                changed++;
            }
        }
        return new IncidentImportResult(created, changed, rows.size() - created - changed, dryRun);
    }

    private Incident fresh(ImportRow row) {
        return Incident.open(
                        IdGenerator.id("i-"),
                        new IncidentSignal(row.service(), null, book.now()),
                        row.title(),
                        IncidentOrigin.IMPORT,
                        SeverityRule.first().grade(IncidentImpact.UNKNOWN, false))
                .in(IncidentState.RESOLVED);
    }

    private static Incident dated(Incident incident) {
        IncidentTimestamp detected = incident.response().at(IncidentPhase.DETECTED);
        IncidentTimestamp when = detected == null ? incident.response().at(IncidentPhase.HARM_STARTED) : detected;
        Instant at = when == null ? incident.openedAt() : when.at();
        return incident.dated(at);
    }
}
