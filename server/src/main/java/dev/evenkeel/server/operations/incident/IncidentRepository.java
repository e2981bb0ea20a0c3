// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The incidents. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
public class IncidentRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    IncidentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Adds an incident.
    ///
    /// @param externalId its name in the system it was imported from; null for none
    void insert(Incident incident, @Nullable String externalId) {
        Map<String, @Nullable Object> columns = columns(incident);
        columns.put("externalId", externalId);
        jdbc.sql("""
                        insert into incident
                            (id, service, change, state, severity, opened_at, last_signal_at, external_id, record)
                        values
                            (:id, :service, :change, :state, :severity, :openedAt, :lastSignalAt, :externalId,
                             :record::jsonb)
                        """).params(columns).update();
    }

    /// Stores what changes about an incident. The caller holds its lock.
    void save(Incident incident) {
        jdbc.sql("""
                        update incident set
                            service = :service, change = :change, state = :state, severity = :severity,
                            opened_at = :openedAt, last_signal_at = :lastSignalAt, record = :record::jsonb
                        where id = :id
                        """).params(columns(incident)).update();
    }

    /// Keeps others from opening an incident of a service until the end of the transaction.
    public void lockService(String service) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))::text")
                .param("name", "incidents of " + service)
                .query(String.class)
                .single();
    }

    /// Locks an incident until the end of the transaction.
    Optional<Incident> lock(String id) {
        return query("where id = :id for update", Map.of("id", id)).stream().findFirst();
    }

    /// Open incidents of a service, locked until the end of the transaction.
    public List<Incident> lockOpen(String service) {
        return query(
                "where service = :service and state in ('OPEN', 'MITIGATED') order by id for update",
                Map.of("service", service));
    }

    public Optional<Incident> find(String id) {
        return query("where id = :id", Map.of("id", id)).stream().findFirst();
    }

    /// The incident with this name in the system it was imported from.
    Optional<Incident> findExternal(String externalId) {
        return query("where external_id = :external for update", Map.of("external", externalId)).stream()
                .findFirst();
    }

    /// All that still concern whoever changes their service, the worst first.
    List<Incident> open() {
        return query("where state in ('OPEN', 'MITIGATED') order by severity, opened_at desc, id", Map.of());
    }

    /// Newest first.
    ///
    /// @param service only of this service; empty for all
    /// @param open only those that still concern whoever changes their service
    List<Incident> newest(String service, boolean open, int limit) {
        return query("""
                where (:service = '' or service = :service) and (not :open or state in ('OPEN', 'MITIGATED'))
                order by opened_at desc, id limit :limit""", Map.of("service", service, "open", open, "limit", limit));
    }

    /// Those of which a follow-up has a check, newest first, two hundred at most.
    public List<Incident> withChecks() {
        return query("""
                where record -> 'followUps' @> '[{"check": {}}]'
                order by opened_at desc, id limit 200""", Map.of());
    }

    /// Incidents that are linked to any of these changes, oldest first.
    List<Incident> linkedTo(List<String> changes) {
        return query("""
                where change = any(:changes) or exists (
                    select 1 from jsonb_array_elements(record #> '{account,changes}') as link
                    where link ->> 'change' = any(:changes))
                order by opened_at, id""", Map.of("changes", changes.toArray(String[]::new)));
    }

    /// Those that a rollback opened at an instant or later, oldest first.
    public List<Incident> openedByRollbacks(Instant from) {
        return query(
                "where opened_at >= :from and record ->> 'origin' = 'ROLLBACK' order by opened_at, id",
                Map.of("from", Timestamp.from(from)));
    }

    /// Of a time, oldest first.
    ///
    /// @param from first instant at which an incident that counts was opened
    /// @param service only of this service; empty for all
    public List<Incident> since(Instant from, String service) {
        return query(
                "where opened_at >= :from and (:service = '' or service = :service) order by opened_at, id",
                Map.of("from", Timestamp.from(from), "service", service));
    }

    /// Services that had incidents, by key.
    ///
    /// @param from first instant at which an incident that counts was opened
    public List<String> services(Instant from) {
        return jdbc.sql("select distinct service from incident where opened_at >= :from order by service")
                .param("from", Timestamp.from(from))
                .query((row, index) -> row.getString("service"))
                .list();
    }

    /// Those that have follow-ups, oldest first.
    List<Incident> withFollowUps() {
        return query("where record -> 'followUps' <> '[]' order by opened_at, id", Map.of());
    }

    /// Incidents that were reviewed in a time, with when that was, oldest first.
    List<IncidentHistoryQueries.ReviewedIncident> reviewed(Instant from, Instant to) {
        return jdbc.sql("""
                        select record, at from incident join incident_entry on incident = id
                        where kind = 'reviewed' and at >= :from and at <= :to
                        order by at, id
                        """)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, index) -> new IncidentHistoryQueries.ReviewedIncident(
                        JSON.readValue(row.getString("record"), Incident.class),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    private List<Incident> query(String condition, Map<String, ?> parameters) {
        return jdbc.sql("select record from incident " + condition)
                .params(parameters)
                .query((row, index) -> JSON.readValue(row.getString("record"), Incident.class))
                .list();
    }

    private static Map<String, @Nullable Object> columns(Incident incident) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("id", incident.id());
        columns.put("service", incident.service());
        columns.put("change", incident.change());
        columns.put("state", incident.state().name());
        columns.put("severity", incident.severity().severity().name());
        columns.put("openedAt", Timestamp.from(incident.openedAt()));
        columns.put("lastSignalAt", Timestamp.from(incident.lastSignalAt()));
        columns.put("record", JSON.writeValueAsString(incident));
        return columns;
    }
}
