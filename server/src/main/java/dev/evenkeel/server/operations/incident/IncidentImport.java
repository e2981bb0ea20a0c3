// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Impact;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.Moment;
import dev.evenkeel.engine.incident.Origin;
import dev.evenkeel.engine.incident.Phase;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.engine.incident.Signal;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.security.secrets.Ids;
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
class IncidentImport {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 10_000;

    private final IncidentTable incidents;
    private final IncidentBook book;
    private final AuditLedger ledger;
    private final TransactionTemplate transaction;

    IncidentImport(IncidentTable incidents, IncidentBook book, AuditLedger ledger, TransactionTemplate transaction) {
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
    record Result(int created, int changed, int unchanged, boolean dryRun) {}

    private record Row(String externalId, String service, String title, RecordOrder known) {}

    /// Takes it in.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong
    Result take(JsonNode body, String who) {
        Order order = Order.read(body, Set.of("incidents", "dryRun", "reason"));
        List<Row> rows = rows(order, who);
        boolean dryRun = order.fields().truth("dryRun", false);
        String reason = order.text("reason", "");
        order.check();
        return transaction.execute(status -> {
            Result result = store(rows, dryRun);
            if (dryRun) {
                status.setRollbackOnly();
            } else if (result.created() + result.changed() > 0) {
                ledger.append(new AuditEvent(
                        who, "incidents.imported", "incidents", reason, null, JSON.writeValueAsString(result)));
            }
            return result;
        });
    }

    private List<Row> rows(Order order, String who) {
        JsonNode listed = order.node("incidents");
        List<Row> rows = new ArrayList<>();
        if (listed == null || !listed.isArray() || listed.size() > MOST) {
            order.fault("incidents", "must be an array of at most " + MOST, "list the incidents");
            return rows;
        }
        Set<String> names = new HashSet<>(RecordOrder.FIELDS);
        names.addAll(Set.of("externalId", "service"));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < listed.size(); i++) {
            Order one = order.at(listed.get(i), "/incidents/" + i, names);
            Row row = row(one, who);
            if (!seen.add(row.externalId())) {
                one.fault("externalId", "is there twice: \"" + row.externalId() + "\"", "name each incident once");
            }
            rows.add(row);
        }
        return rows;
    }

    private Row row(Order one, String who) {
        Order harm = one.object("times", RecordOrder.PHASES);
        if (!harm.has(Phase.HARM_STARTED.name()) && !harm.has(Phase.DETECTED.name())) {
            one.fault("times", "must have HARM_STARTED or DETECTED", "say when it was");
        }
        return new Row(
                one.required("externalId", "give its name in the system it comes from"),
                one.required("service", "give the key of the service that was hurt"),
                one.required("title", "say in a line what hurt"),
                RecordOrder.read(one, who, book.now()));
    }

    private Result store(List<Row> rows, boolean dryRun) {
        int created = 0;
        int changed = 0;
        for (Row row : rows) {
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
        return new Result(created, changed, rows.size() - created - changed, dryRun);
    }

    private Incident fresh(Row row) {
        return Incident.open(
                        Ids.id("i-"),
                        new Signal(row.service(), null, book.now()),
                        row.title(),
                        Origin.IMPORT,
                        SeverityRule.first().grade(Impact.UNKNOWN, false))
                .in(IncidentState.RESOLVED);
    }

    private static Incident dated(Incident incident) {
        Moment detected = incident.response().at(Phase.DETECTED);
        Moment when = detected == null ? incident.response().at(Phase.HARM_STARTED) : detected;
        Instant at = when == null ? incident.openedAt() : when.at();
        return incident.dated(at);
    }
}
