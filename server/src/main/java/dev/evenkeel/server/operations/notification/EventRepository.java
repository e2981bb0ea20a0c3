// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The events. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class EventRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    EventRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Adds an event, unless one of that id is there.
    ///
    /// @return whether it was new
    boolean add(Event event, Instant now) {
        return jdbc.sql("""
                        insert into event (id, at, noted_at, kind, service, topic, body)
                        values (:id, :at, :now, :kind, :service, :topic, :body::jsonb)
                        on conflict (id) do nothing
                        """)
                        .param("id", event.id())
                        .param("at", Timestamp.from(event.at()))
                        .param("now", Timestamp.from(now))
                        .param("kind", event.kind().name())
                        .param("service", event.about().service())
                        .param("topic", event.about().topic())
                        .param("body", JSON.writeValueAsString(event))
                        .update()
                > 0;
    }

    /// Those with these ids, in the order in which they were noted.
    List<RecordedEvent> of(Collection<String> ids) {
        return jdbc.sql("select number, body from event where id = any(:ids) order by number")
                .param("ids", ids.toArray(String[]::new))
                .query((row, index) -> noted(row))
                .list();
    }

    /// Those noted after a number, in order.
    ///
    /// @param service only of this service; empty for all
    List<RecordedEvent> after(long number, String service, int limit) {
        return jdbc.sql("""
                        select number, body from event
                        where number > :number and (:service = '' or service = :service) order by number limit :limit
                        """)
                .param("number", number)
                .param("service", service)
                .param("limit", limit)
                .query((row, index) -> noted(row))
                .list();
    }

    /// Newest first.
    ///
    /// @param service only of this service; empty for all
    List<RecordedEvent> newest(String service, int limit) {
        return jdbc.sql("""
                        select number, body from event
                        where :service = '' or service = :service order by number desc limit :limit
                        """)
                .param("service", service)
                .param("limit", limit)
                .query((row, index) -> noted(row))
                .list();
    }

    /// Those noted since an instant, in order, so many at most.
    List<RecordedEvent> since(Instant from, int limit) {
        return jdbc.sql("select number, body from event where noted_at >= :from order by number limit :limit")
                .param("from", Timestamp.from(from))
                .param("limit", limit)
                .query((row, index) -> noted(row))
                .list();
    }

    private static RecordedEvent noted(ResultSet row) throws SQLException {
        return new RecordedEvent(row.getLong("number"), JSON.readValue(row.getString("body"), Event.class));
    }
}
