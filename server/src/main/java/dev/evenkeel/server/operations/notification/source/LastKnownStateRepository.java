// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was last known of things that turn. Every method runs in the caller's transaction, in one round trip.
@Component
class LastKnownStateRepository {
    private final JdbcClient jdbc;

    LastKnownStateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What was known.
    ///
    /// @param value in a word
    /// @param turns how often it has turned
    /// @param event that told of it; empty when none did
    record LastKnownState(String value, long turns, String event) {
        static final LastKnownState NONE = new LastKnownState("", 0, "");
    }

    /// All of one sort, by subject.
    ///
    /// @param prefix that the subjects of the sort have
    Map<String, LastKnownState> all(String prefix) {
        Map<String, LastKnownState> turns = new LinkedHashMap<>();
        jdbc.sql("""
                        select subject, value, turns, coalesce(event, '') as event from event_turn
                        where starts_with(subject, :prefix) order by subject
                        """).param("prefix", prefix).query(row -> {
            turns.put(
                    row.getString("subject"),
                    new LastKnownState(row.getString("value"), row.getLong("turns"), row.getString("event")));
        });
        return turns;
    }

    /// Stores a turn.
    void put(String subject, LastKnownState turn, Instant since) {
        jdbc.sql("""
                        insert into event_turn (subject, value, turns, since, event)
                        values (:subject, :value, :turns, :since, :event)
                        on conflict (subject) do update set value = excluded.value, turns = excluded.turns,
                            since = excluded.since, event = excluded.event
                        """)
                .param("subject", subject)
                .param("value", turn.value())
                .param("turns", turn.turns())
                .param("since", Timestamp.from(since))
                .param("event", turn.event())
                .update();
    }

    void delete(String subject) {
        jdbc.sql("delete from event_turn where subject = :subject")
                .param("subject", subject)
                .update();
    }
}
