// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The repository of incidents.
@Component
public class IncidentRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RecordRowMapper<IncidentHistoryQueries.ReviewedIncident> REVIEWED_INCIDENT =
            RecordRowMapper.of(IncidentHistoryQueries.ReviewedIncident.class).json(Incident.class);

    private final JdbcClient jdbc;

    IncidentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts an incident.
    ///
    /// @param externalId id in the system it was imported from; null for none
    void insert(Incident incident, @Nullable String externalId) {
        jdbc.sql("""
                        insert into incident
                            (id, service, change, state, severity, opened_at, last_signal_at, external_id, details)
                        values
                            (:id, :service, :change, :state, :severity, :openedAt, :lastSignalAt, :externalId,
                             :details::jsonb)
                        """)
                .paramSource(incident)
                .param("severity", incident.severity().severity())
                .param("externalId", externalId)
                .param("details", JSON.writeValueAsString(incident))
                .update();
    }

    /// Updates the mutable fields of an incident. The caller holds its lock.
    void update(Incident incident) {
        jdbc.sql("""
                        update incident set
                            service = :service, change = :change, state = :state, severity = :severity,
                            opened_at = :openedAt, last_signal_at = :lastSignalAt, details = :details::jsonb
                        where id = :id
                        """)
                .paramSource(incident)
                .param("severity", incident.severity().severity())
                .param("details", JSON.writeValueAsString(incident))
                .update();
    }

    /// Locks a service until the transaction ends, so that no other transaction opens an incident of it.
    public void lockService(String service) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))::text")
                .param("name", "incidents of " + service)
                .query(String.class)
                .single();
    }

    /// Finds an incident and locks it until the transaction ends.
    Optional<Incident> lockById(String id) {
        return query("where id = :id for update", Map.of("id", id)).stream().findFirst();
    }

    /// Returns open or mitigated incidents of a service and locks them until the transaction ends.
    public List<Incident> lockOpenByService(String service) {
        return query(
                "where service = :service and state in ('OPEN', 'MITIGATED') order by id for update",
                Map.of("service", service));
    }

    public Optional<Incident> findById(String id) {
        return query("where id = :id", Map.of("id", id)).stream().findFirst();
    }

    /// Finds the incident with this id in the system it was imported from.
    Optional<Incident> findByExternalId(String externalId) {
        return query("where external_id = :external for update", Map.of("external", externalId)).stream()
                .findFirst();
    }

    /// Returns all open or mitigated incidents, highest severity first.
    List<Incident> listOpen() {
        return query("where state in ('OPEN', 'MITIGATED') order by severity, opened_at desc, id", Map.of());
    }

    /// Returns incidents, newest first.
    ///
    /// @param service only of this service; empty for all services
    /// @param open only open or mitigated ones
    List<Incident> listNewest(String service, boolean open, int limit) {
        return query("""
                where (:service = '' or service = :service) and (not :open or state in ('OPEN', 'MITIGATED'))
                order by opened_at desc, id limit :limit""", Map.of("service", service, "open", open, "limit", limit));
    }

    /// Returns incidents with a follow-up that has a check, newest first, at most 200.
    public List<Incident> listWithChecks() {
        return query("""
                where details -> 'followUps' @> '[{"check": {}}]'
                order by opened_at desc, id limit 200""", Map.of());
    }

    /// Returns incidents linked to any of these changes, oldest first.
    List<Incident> listByChanges(List<String> changes) {
        return query("""
                where change = any(:changes) or exists (
                    select 1 from jsonb_array_elements(details #> '{account,changes}') as link
                    where link ->> 'change' = any(:changes))
                order by opened_at, id""", Map.of("changes", changes));
    }

    /// Returns incidents that a rollback opened at an instant or later, oldest first.
    public List<Incident> listOpenedByRollbacks(Instant from) {
        return query(
                "where opened_at >= :from and details ->> 'origin' = 'ROLLBACK' order by opened_at, id",
                Map.of("from", from));
    }

    /// Returns incidents opened at an instant or later, oldest first.
    ///
    /// @param from start of the period, inclusive
    /// @param service only of this service; empty for all services
    public List<Incident> listSince(Instant from, String service) {
        return query(
                "where opened_at >= :from and (:service = '' or service = :service) order by opened_at, id",
                Map.of("from", from, "service", service));
    }

    /// Returns keys of services with incidents, in order.
    ///
    /// @param from opening time from which incidents count, inclusive
    public List<String> listServices(Instant from) {
        return jdbc.sql("select distinct service from incident where opened_at >= :from order by service")
                .param("from", from)
                .query((row, index) -> row.getString("service"))
                .list();
    }

    /// Returns incidents with follow-ups, oldest first.
    List<Incident> listWithFollowUps() {
        return query("where details -> 'followUps' <> '[]' order by opened_at, id", Map.of());
    }

    /// Returns incidents that were reviewed in a period, with the time of the review, oldest first.
    List<IncidentHistoryQueries.ReviewedIncident> listReviewed(Instant from, Instant to) {
        return jdbc.sql("""
                        select details as incident, occurred_at as at from incident join incident_timeline_entry on incident = id
                        where kind = 'reviewed' and occurred_at >= :from and occurred_at <= :to
                        order by occurred_at, id
                        """)
                .param("from", from)
                .param("to", to)
                .query(REVIEWED_INCIDENT)
                .list();
    }

    private List<Incident> query(String condition, Map<String, ?> parameters) {
        return jdbc.sql("select details from incident " + condition)
                .params(parameters)
                .query((row, index) -> JSON.readValue(row.getString("details"), Incident.class))
                .list();
    }
}
