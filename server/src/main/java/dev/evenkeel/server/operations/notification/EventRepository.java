// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.RecordedEvent;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The repository of events.
@Component
class EventRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RecordRowMapper<RecordedEvent> EVENT =
            RecordRowMapper.of(RecordedEvent.class).json(Event.class);

    private final JdbcClient jdbc;

    EventRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts an event, unless an event with its id exists.
    ///
    /// @return whether the event was new
    boolean insertIfAbsent(Event event, Instant now) {
        return jdbc.sql("""
                        insert into event (id, occurred_at, recorded_at, kind, service, topic, payload)
                        values (:id, :at, :now, :kind, :service, :topic, :payload::jsonb)
                        on conflict (id) do nothing
                        """)
                        .paramSource(event)
                        .param("now", now)
                        .param("service", event.subject().service())
                        .param("topic", event.subject().topic())
                        .param("payload", JSON.writeValueAsString(event))
                        .update()
                > 0;
    }

    /// Returns events by id, in order of storage.
    List<RecordedEvent> listByIds(Collection<String> ids) {
        return jdbc.sql("select number, payload as event from event where id = any(:ids) order by number")
                .param("ids", ids)
                .query(EVENT)
                .list();
    }

    /// Returns events after a number, in order of storage.
    ///
    /// @param service only of this service; empty for all services
    List<RecordedEvent> listAfter(long number, String service, int limit) {
        return jdbc.sql("""
                        select number, payload as event from event
                        where number > :number and (:service = '' or service = :service) order by number limit :limit
                        """)
                .param("number", number)
                .param("service", service)
                .param("limit", limit)
                .query(EVENT)
                .list();
    }

    /// Returns events, newest first.
    ///
    /// @param service only of this service; empty for all services
    List<RecordedEvent> listNewest(String service, int limit) {
        return jdbc.sql("""
                        select number, payload as event from event
                        where :service = '' or service = :service order by number desc limit :limit
                        """)
                .param("service", service)
                .param("limit", limit)
                .query(EVENT)
                .list();
    }

    /// Returns events stored at an instant or later, in order of storage.
    List<RecordedEvent> listSince(Instant from, int limit) {
        return jdbc.sql(
                        "select number, payload as event from event where recorded_at >= :from order by number limit :limit")
                .param("from", from)
                .param("limit", limit)
                .query(EVENT)
                .list();
    }
}
