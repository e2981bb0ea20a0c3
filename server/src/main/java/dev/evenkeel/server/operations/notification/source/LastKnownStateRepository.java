// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of last known states, used to detect changes. Each method takes one round trip and runs in
/// the caller's transaction.
@Component
class LastKnownStateRepository {
    private static final RecordRowMapper<LastKnownState> STATE = RecordRowMapper.of(LastKnownState.class);

    private final JdbcClient jdbc;

    LastKnownStateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The last known state of a subject.
    ///
    /// @param value name of the state
    /// @param turns number of state changes
    /// @param event id of the event about the last change; empty for none
    record LastKnownState(String value, long turns, String event) {
        static final LastKnownState NONE = new LastKnownState("", 0, "");
    }

    /// Returns all states of one kind of subject, by subject.
    ///
    /// @param prefix prefix of the subjects
    Map<String, LastKnownState> listByPrefix(String prefix) {
        Map<String, LastKnownState> turns = new LinkedHashMap<>();
        jdbc.sql("""
                        select subject, value, change_count as turns, coalesce(event_id, '') as event from last_known_state
                        where starts_with(subject, :prefix) order by subject
                        """).param("prefix", prefix).query(row -> {
            turns.put(row.getString("subject"), STATE.mapRow(row, 0));
        });
        return turns;
    }

    /// Stores a changed state.
    void save(String subject, LastKnownState lastKnownState, Instant since) {
        jdbc.sql("""
                        insert into last_known_state (subject, value, change_count, changed_at, event_id)
                        values (:subject, :value, :turns, :changedAt, :event)
                        on conflict (subject) do update set value = excluded.value, change_count = excluded.change_count,
                            changed_at = excluded.changed_at, event_id = excluded.event_id
                        """)
                .paramSource(lastKnownState)
                .param("subject", subject)
                .param("changedAt", since)
                .update();
    }

    void delete(String subject) {
        jdbc.sql("delete from last_known_state where subject = :subject")
                .param("subject", subject)
                .update();
    }
}
