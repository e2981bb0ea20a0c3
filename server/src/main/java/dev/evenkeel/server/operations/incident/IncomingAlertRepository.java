// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.FiringAlertResponse;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlInstants;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of received alerts, each stored once.
@Component
public class IncomingAlertRepository {
    private static final int MOST = 1000;

    private final JdbcClient jdbc;

    IncomingAlertRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The stored state of an alert.
    ///
    /// @param incident id of the incident that the alert belongs to; null for none
    public record StoredAlertState(boolean firing, @Nullable String incident) {}

    public Optional<StoredAlertState> findState(IncomingAlert alert) {
        return jdbc.sql("""
                        select firing, incident from incident_alert
                        where fingerprint = :fingerprint and starts_at = :startsAt
                        """)
                .param("fingerprint", alert.fingerprint())
                .param("startsAt", alert.startsAt())
                .query(RecordRowMapper.of(StoredAlertState.class))
                .optional();
    }

    /// Stores the latest state of an alert. An assigned incident is kept.
    public void save(IncomingAlert alert, @Nullable String incident, Instant receivedAt) {
        jdbc.sql("""
                        insert into incident_alert
                            (fingerprint, starts_at, service, incident, firing, received_at, labels, updated_at, summary,
                             source)
                        values
                            (:fingerprint, :startsAt, :service, :incident, :firing, :receivedAt, :labels::jsonb,
                             :updatedAt, :summary, :source)
                        on conflict (fingerprint, starts_at) do update
                            set firing = excluded.firing, updated_at = excluded.updated_at, summary = excluded.summary,
                                incident = coalesce(incident_alert.incident, excluded.incident)
                        """)
                .param("fingerprint", alert.fingerprint())
                .param("startsAt", alert.startsAt())
                .param("service", alert.service())
                .param("incident", incident)
                .param("firing", alert.firing())
                .param("receivedAt", receivedAt)
                .param("labels", alert.labelsJson())
                .param("updatedAt", alert.occurredAt())
                .param("summary", alert.describe())
                .param("source", alert.source())
                .update();
    }

    /// An alert without an incident: it was resolved when no incident was open.
    public record UnassignedAlert(String entryName, Instant at, String text) {}

    /// Assigns alerts of a service without an incident, received since an instant, to an incident.
    public List<UnassignedAlert> assignOrphans(String incident, String service, Instant since) {
        return jdbc.sql("""
                        update incident_alert set incident = :incident
                        where service = :service and incident is null and received_at >= :since
                        returning fingerprint, starts_at, updated_at, summary
                        """)
                .param("incident", incident)
                .param("service", service)
                .param("since", since)
                .query((row, index) -> new UnassignedAlert(
                        IncomingAlert.entryName(
                                row.getString("fingerprint"), SqlInstants.read(row, "starts_at"), false),
                        SqlInstants.read(row, "updated_at"),
                        row.getString("summary")))
                .list();
    }

    /// Returns incidents of a service with a firing alert.
    public List<String> listFiringIncidents(String service) {
        return jdbc.sql("""
                        select distinct incident from incident_alert
                        where service = :service and firing and incident is not null order by incident
                        """)
                .param("service", service)
                .query((row, index) -> row.getString("incident"))
                .list();
    }

    /// Returns incidents with a firing burn alert of these SLOs.
    public List<String> listBurningIncidents(Collection<String> slos) {
        return jdbc.sql("""
                        select distinct incident from incident_alert
                        where source = 'SLO' and firing and incident is not null and labels ->> 'slo' = any(:slos)
                        order by incident
                        """)
                .param("slos", slos)
                .query((row, index) -> row.getString("incident"))
                .list();
    }

    /// Returns Alertmanager alerts of a service that were received at `to` or before and had not ended before
    /// `from`, oldest first.
    List<IncidentHistoryQueries.ReceivedAlert> listReceived(String service, Instant from, Instant to) {
        return jdbc.sql("""
                        select fingerprint as name, incident, starts_at, received_at,
                               case when not firing then updated_at end as ended_at, summary as text
                        from incident_alert
                        where service = :service and source = 'ALERTMANAGER' and received_at <= :to
                            and (firing or updated_at >= :from)
                        order by received_at, fingerprint limit :limit
                        """)
                .param("service", service)
                .param("from", from)
                .param("to", to)
                .param("limit", MOST)
                .query(RecordRowMapper.of(IncidentHistoryQueries.ReceivedAlert.class))
                .list();
    }

    /// Returns firing alerts of an incident, oldest first.
    List<FiringAlertResponse> listFiringByIncident(String incident) {
        return jdbc.sql("""
                        select coalesce(labels ->> 'alertname', 'alert') as name, labels ->> 'severity' as severity,
                               starts_at
                        from incident_alert where incident = :incident and firing order by starts_at, fingerprint
                        """)
                .param("incident", incident)
                .query((row, index) -> {
                    String severity = row.getString("severity");
                    return new FiringAlertResponse(
                            row.getString("name") + (severity == null ? "" : " (" + severity + ")"),
                            SqlInstants.read(row, "starts_at"));
                })
                .list();
    }

    /// A burn alert that still fires although a user ended its incident.
    ///
    /// @param burn id of the SLO alert
    /// @param endedAt when the incident was last mitigated or resolved
    public record PostIncidentBurnAlert(long burn, String incident, Instant endedAt) {}

    /// Returns burn alerts that outlast their incidents, oldest first.
    public List<PostIncidentBurnAlert> listContinuingBurnAlerts() {
        return jdbc.sql("""
                        select substr(fingerprint, length('burn:') + 1)::bigint as burn, incident,
                               coalesce((select max(occurred_at) from incident_timeline_entry entry
                                where entry.incident = alert.incident and kind in ('mitigated', 'resolved')), 'epoch') as ended_at
                        from incident_alert alert join incident on id = alert.incident
                        where source = 'SLO' and firing and state <> 'OPEN'
                        order by starts_at, fingerprint
                        """)
                .query(RecordRowMapper.of(PostIncidentBurnAlert.class))
                .list();
    }

    /// Returns when an incident was last mitigated or resolved; empty if it never was.
    public Optional<Instant> findEndedAt(String incident) {
        return jdbc.sql("""
                        select max(occurred_at) from incident_timeline_entry
                        where incident = :incident and kind in ('mitigated', 'resolved')
                        """).param("incident", incident).query(Instant.class).optional();
    }

    /// Assigns an alert to another incident.
    public void reassign(IncomingAlert alert, String incident) {
        jdbc.sql("""
                        update incident_alert set incident = :incident
                        where fingerprint = :fingerprint and starts_at = :startsAt
                        """)
                .param("incident", incident)
                .param("fingerprint", alert.fingerprint())
                .param("startsAt", alert.startsAt())
                .update();
    }

    /// Returns whether any alert of an incident fires.
    public boolean hasFiring(String incident) {
        return jdbc.sql("select 1 from incident_alert where incident = :incident and firing limit 1")
                .param("incident", incident)
                .query((row, index) -> row.getInt(1))
                .optional()
                .isPresent();
    }
}
