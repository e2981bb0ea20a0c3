// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The alerts that were told, each once. Every method runs in the caller's transaction if there is one, in
/// one round trip.
@Component
public class IncomingAlertRepository {
    private static final int MOST = 1000;

    private final JdbcClient jdbc;

    IncomingAlertRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is known of an alert.
    ///
    /// @param incident that it belongs to; null for none
    public record StoredAlertState(boolean firing, @Nullable String incident) {}

    public Optional<StoredAlertState> find(IncomingAlert alert) {
        return jdbc.sql("""
                        select firing, incident from incident_alert
                        where fingerprint = :fingerprint and starts_at = :startsAt
                        """)
                .param("fingerprint", alert.fingerprint())
                .param("startsAt", Timestamp.from(alert.startsAt()))
                .query((row, index) -> new StoredAlertState(row.getBoolean("firing"), row.getString("incident")))
                .optional();
    }

    /// Keeps an alert as it was told last. The incident stays the one that it has.
    public void put(IncomingAlert alert, @Nullable String incident, Instant receivedAt) {
        jdbc.sql("""
                        insert into incident_alert
                            (fingerprint, starts_at, service, incident, firing, received_at, labels, at, words, source)
                        values
                            (:fingerprint, :startsAt, :service, :incident, :firing, :receivedAt, :labels::jsonb, :at,
                             :words, :source)
                        on conflict (fingerprint, starts_at) do update
                            set firing = excluded.firing, at = excluded.at, words = excluded.words,
                                incident = coalesce(incident_alert.incident, excluded.incident)
                        """)
                .param("fingerprint", alert.fingerprint())
                .param("startsAt", Timestamp.from(alert.startsAt()))
                .param("service", alert.service())
                .param("incident", incident)
                .param("firing", alert.firing())
                .param("receivedAt", Timestamp.from(receivedAt))
                .param("labels", alert.labelsJson())
                .param("at", Timestamp.from(alert.at()))
                .param("words", alert.words())
                .param("source", alert.source().name())
                .update();
    }

    /// An alert that belongs to no incident: it was resolved before anything was open.
    public record UnassignedAlert(String entryName, Instant at, String words) {}

    /// Lets an incident have the alerts of its service that belong to none and were heard of lately.
    public List<UnassignedAlert> adopt(String incident, String service, Instant since) {
        return jdbc.sql("""
                        update incident_alert set incident = :incident
                        where service = :service and incident is null and received_at >= :since
                        returning fingerprint, starts_at, at, words
                        """)
                .param("incident", incident)
                .param("service", service)
                .param("since", Timestamp.from(since))
                .query((row, index) -> new UnassignedAlert(
                        IncomingAlert.entryName(
                                row.getString("fingerprint"),
                                row.getTimestamp("starts_at").toInstant(),
                                false),
                        row.getTimestamp("at").toInstant(),
                        row.getString("words")))
                .list();
    }

    /// Incidents of a service of which an alert fires.
    public List<String> incidentsFiring(String service) {
        return jdbc.sql("""
                        select distinct incident from incident_alert
                        where service = :service and firing and incident is not null order by incident
                        """)
                .param("service", service)
                .query((row, index) -> row.getString("incident"))
                .list();
    }

    /// Incidents of which a burn alert of these SLOs fires.
    public List<String> incidentsBurning(Collection<String> slos) {
        return jdbc.sql("""
                        select distinct incident from incident_alert
                        where source = 'SLO' and firing and incident is not null and labels ->> 'slo' = any(:slos)
                        order by incident
                        """)
                .param("slos", slos.toArray(String[]::new))
                .query((row, index) -> row.getString("incident"))
                .list();
    }

    /// Those that Alertmanagers told of a service by `to` and that were not over before `from`, oldest first.
    List<IncidentHistoryQueries.ReceivedAlert> told(String service, Instant from, Instant to) {
        return jdbc.sql("""
                        select fingerprint, incident, starts_at, received_at, firing, at, words from incident_alert
                        where service = :service and source = 'ALERTMANAGER' and received_at <= :to
                            and (firing or at >= :from)
                        order by received_at, fingerprint limit :limit
                        """)
                .param("service", service)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("limit", MOST)
                .query((row, index) -> new IncidentHistoryQueries.ReceivedAlert(
                        row.getString("fingerprint"),
                        row.getString("incident"),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getTimestamp("received_at").toInstant(),
                        row.getBoolean("firing") ? null : row.getTimestamp("at").toInstant(),
                        row.getString("words")))
                .list();
    }

    /// Those of an incident that fire, oldest first.
    List<IncidentHistoryQueries.FiringAlert> firingOf(String incident) {
        return jdbc.sql("""
                        select coalesce(labels ->> 'alertname', 'alert') as name, labels ->> 'severity' as severity,
                               starts_at
                        from incident_alert where incident = :incident and firing order by starts_at, fingerprint
                        """)
                .param("incident", incident)
                .query((row, index) -> {
                    String severity = row.getString("severity");
                    return new IncidentHistoryQueries.FiringAlert(
                            row.getString("name") + (severity == null ? "" : " (" + severity + ")"),
                            row.getTimestamp("starts_at").toInstant());
                })
                .list();
    }

    /// An alert of a burn rule that fires though a person ended its incident.
    ///
    /// @param burn id of the alert of the SLO
    /// @param endedAt when the incident was last mitigated or resolved
    public record ContinuingBurnAlert(long burn, String incident, Instant endedAt) {}

    /// Alerts of burn rules that outlast their incidents, oldest first.
    public List<ContinuingBurnAlert> outlasting() {
        return jdbc.sql("""
                        select substr(fingerprint, length('burn:') + 1)::bigint as burn, incident,
                               (select max(at) from incident_entry entry
                                where entry.incident = alert.incident and kind in ('mitigated', 'resolved')) as ended_at
                        from incident_alert alert join incident on id = alert.incident
                        where source = 'SLO' and firing and state <> 'OPEN'
                        order by starts_at, fingerprint
                        """)
                .query((row, index) -> {
                    Timestamp endedAt = row.getTimestamp("ended_at");
                    return new ContinuingBurnAlert(
                            row.getLong("burn"),
                            row.getString("incident"),
                            endedAt == null ? Instant.EPOCH : endedAt.toInstant());
                })
                .list();
    }

    /// When an incident was last mitigated or resolved; empty when it never was.
    public Optional<Instant> endedAt(String incident) {
        return jdbc.sql("""
                        select max(at) from incident_entry
                        where incident = :incident and kind in ('mitigated', 'resolved')
                        """)
                .param("incident", incident)
                .query((row, index) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    /// Lets an alert belong to another incident.
    public void move(IncomingAlert alert, String incident) {
        jdbc.sql("""
                        update incident_alert set incident = :incident
                        where fingerprint = :fingerprint and starts_at = :startsAt
                        """)
                .param("incident", incident)
                .param("fingerprint", alert.fingerprint())
                .param("startsAt", Timestamp.from(alert.startsAt()))
                .update();
    }

    /// Whether an alert of an incident fires.
    public boolean isAnyFiring(String incident) {
        return jdbc.sql("select 1 from incident_alert where incident = :incident and firing limit 1")
                .param("incident", incident)
                .query((row, index) -> row.getInt(1))
                .optional()
                .isPresent();
    }
}
