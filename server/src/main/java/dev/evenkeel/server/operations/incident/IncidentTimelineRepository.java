// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.TimelineEntry;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The timelines. They only grow. Every method runs in the caller's transaction if there is one, in one
/// round trip.
@Component
class IncidentTimelineRepository {
    private final JdbcClient jdbc;

    IncidentTimelineRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Adds an entry.
    ///
    /// @param name of what came from outside, which is in a timeline once; null for what is never told twice
    /// @return whether it was new
    boolean add(String incident, TimelineEntry entry, @Nullable String name) {
        return jdbc.sql("""
                        insert into incident_entry (incident, at, source, kind, words, name)
                        values (:incident, :at, :source, :kind, :words, :name)
                        on conflict (incident, name) do nothing
                        """)
                        .param("incident", incident)
                        .param("at", Timestamp.from(entry.at()))
                        .param("source", entry.source())
                        .param("kind", entry.kind())
                        .param("words", entry.words())
                        .param("name", name)
                        .update()
                > 0;
    }

    /// The incident that has an entry of this name in its timeline; null for none.
    @Nullable
    String incidentOf(String name) {
        return jdbc.sql("select incident from incident_entry where name = :name order by number limit 1")
                .param("name", name)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /// Whether a timeline has an entry of this name.
    boolean knows(String incident, String name) {
        return jdbc.sql("select 1 from incident_entry where incident = :incident and name = :name")
                .param("incident", incident)
                .param("name", name)
                .query((row, index) -> row.getInt(1))
                .optional()
                .isPresent();
    }

    /// A timeline, oldest first.
    List<TimelineEntry> of(String incident) {
        return jdbc.sql("""
                        select at, source, kind, words from incident_entry where incident = :incident
                        order by at, number
                        """)
                .param("incident", incident)
                .query((row, index) -> new TimelineEntry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("source"),
                        row.getString("kind"),
                        row.getString("words")))
                .list();
    }
}
