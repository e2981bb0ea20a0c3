// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of timelines, which are append-only.
@Component
class IncidentTimelineRepository {
    private final JdbcClient jdbc;

    IncidentTimelineRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Adds an entry.
    ///
    /// @param dedupKey key for deduplication of entries from outside, unique in a timeline; null if no
    ///     duplicates can occur
    /// @return whether the entry was new
    boolean insertIfAbsent(String incident, TimelineEntry entry, @Nullable String dedupKey) {
        return jdbc.sql("""
                        insert into incident_timeline_entry (incident, occurred_at, source, kind, text, dedup_key)
                        values (:incident, :at, :source, :kind, :text, :dedupKey)
                        on conflict (incident, dedup_key) do nothing
                        """)
                        .paramSource(entry)
                        .param("incident", incident)
                        .param("dedupKey", dedupKey)
                        .update()
                > 0;
    }

    /// Finds the incident whose timeline has an entry with this key; null for none.
    @Nullable
    String findIncident(String dedupKey) {
        return jdbc.sql(
                        "select incident from incident_timeline_entry where dedup_key = :dedupKey order by number limit 1")
                .param("dedupKey", dedupKey)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /// Returns whether a timeline has an entry with this key.
    boolean hasEntry(String incident, String dedupKey) {
        return jdbc.sql("select 1 from incident_timeline_entry where incident = :incident and dedup_key = :dedupKey")
                .param("incident", incident)
                .param("dedupKey", dedupKey)
                .query((row, index) -> row.getInt(1))
                .optional()
                .isPresent();
    }

    /// Returns a timeline, oldest first.
    List<TimelineEntry> listByIncident(String incident) {
        return jdbc.sql("""
                        select occurred_at as at, source, kind, text from incident_timeline_entry where incident = :incident
                        order by occurred_at, number
                        """)
                .param("incident", incident)
                .query(RecordRowMapper.of(TimelineEntry.class))
                .list();
    }
}
