// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.DeliveryResponse;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationGroupingPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The messages. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class NotificationDeliveryRepository {
    /* Longer than a try takes; who has died meanwhile loses it to another. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    NotificationDeliveryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A message about to be planned.
    record PlannedDelivery(
            String sink,
            String route,
            String topic,
            String event,
            EventSeverity severity,
            Instant madeAt,
            Instant dueAt) {}

    void insert(PlannedDelivery planned) {
        jdbc.sql("""
                        insert into event_delivery (sink, route, topic, events, severity, state, made_at, due_at)
                        values (:sink, :route, :topic, array[:event], :severity, 'WAITING', :madeAt, :dueAt)
                        """)
                .param("sink", planned.sink())
                .param("route", planned.route())
                .param("topic", planned.topic())
                .param("event", planned.event())
                .param("severity", planned.severity().name())
                .param("madeAt", Timestamp.from(planned.madeAt()))
                .param("dueAt", Timestamp.from(planned.dueAt()))
                .update();
    }

    /// Puts an event into a message of its topic that was not tried yet; it is due at the earlier of both
    /// moments.
    ///
    /// @return whether there was one
    boolean join(PlannedDelivery planned) {
        return jdbc.sql("""
                        update event_delivery
                        set events = events || :event, due_at = least(due_at, :dueAt),
                            severity = case when :worse then :severity else severity end
                        where number = (select number from event_delivery
                                        where route = :route and sink = :sink and topic = :topic and state = 'WAITING'
                                          and tries = 0 order by number desc limit 1 for update)
                          and state = 'WAITING' and tries = 0
                        """)
                        .param("event", planned.event())
                        .param("dueAt", Timestamp.from(planned.dueAt()))
                        .param("severity", planned.severity().name())
                        .param("worse", worse(planned))
                        .param("route", planned.route())
                        .param("sink", planned.sink())
                        .param("topic", planned.topic())
                        .update()
                > 0;
    }

    private boolean worse(PlannedDelivery planned) {
        return newestOf(planned.route(), planned.topic()).stream()
                .allMatch(one -> planned.severity().compareTo(one.severity()) > 0);
    }

    /// The newest message of a route about a topic that was not dropped.
    Optional<NotificationDelivery> newestOf(String route, String topic) {
        return jdbc.sql("""
                        select * from event_delivery
                        where route = :route and topic = :topic and state <> 'DROPPED' order by number desc limit 1
                        """)
                .param("route", route)
                .param("topic", topic)
                .query((row, index) -> delivery(row))
                .optional();
    }

    /// The newest message of a route about a topic that was tried.
    Optional<NotificationGroupingPolicy.SentNotification> lastTold(String route, String topic) {
        return jdbc.sql("""
                        select first_try_at, severity from event_delivery
                        where route = :route and topic = :topic and tries > 0 order by number desc limit 1
                        """)
                .param("route", route)
                .param("topic", topic)
                .query((row, index) -> new NotificationGroupingPolicy.SentNotification(
                        row.getTimestamp(1).toInstant(), EventSeverity.valueOf(row.getString(2))))
                .optional();
    }

    /// Drops what waits and was not tried yet about a topic.
    ///
    /// @return whether there was something
    boolean drop(String route, String topic, String why) {
        return jdbc.sql("""
                        update event_delivery set state = 'DROPPED', last_words = :why
                        where route = :route and topic = :topic and state = 'WAITING' and tries = 0
                        """)
                        .param("route", route)
                        .param("topic", topic)
                        .param("why", why)
                        .update()
                > 0;
    }

    /// Sinks with something due.
    List<String> dueSinks(Instant now) {
        return jdbc.sql("""
                        select distinct sink from event_delivery
                        where state = 'WAITING' and due_at <= :now and (leased_until is null or leased_until <= :now)
                        """)
                .param("now", Timestamp.from(now))
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Takes the oldest message to a sink that is due, for a try.
    Optional<NotificationDelivery> claim(String sink, Instant now) {
        return jdbc.sql("""
                        update event_delivery
                        set leased_until = :lease, tries = tries + 1, first_try_at = coalesce(first_try_at, :now),
                            last_try_at = :now
                        where number = (
                            select number from event_delivery
                            where sink = :sink and state = 'WAITING' and due_at <= :now
                              and (leased_until is null or leased_until <= :now)
                            order by due_at, number limit 1 for update skip locked)
                        returning *
                        """)
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .param("now", Timestamp.from(now))
                .param("sink", sink)
                .query((row, index) -> delivery(row))
                .optional();
    }

    /// Notes what a try came to.
    ///
    /// @param tried as it was claimed, so that a late word settles nothing that was begun anew
    /// @param dueAt when it is tried again; null when it is settled
    void settle(
            NotificationDelivery tried,
            NotificationDelivery.State state,
            DeliveryResponse answer,
            @Nullable Instant dueAt) {
        jdbc.sql("""
                        update event_delivery
                        set state = :state, last_status = :status, last_words = :words, leased_until = null,
                            due_at = coalesce(cast(:dueAt as timestamptz), due_at)
                        where number = :number and state = 'WAITING' and tries = :tries
                        """)
                .param("state", state.name())
                .param("status", answer.status())
                .param("words", answer.words())
                .param("dueAt", dueAt == null ? null : Timestamp.from(dueAt), Types.TIMESTAMP)
                .param("number", tried.number())
                .param("tries", tried.tries())
                .update();
    }

    /// Sends a message again, from the first try on.
    ///
    /// @return empty when there is none
    Optional<NotificationDelivery> again(long number, Instant now) {
        return jdbc.sql("""
                        update event_delivery
                        set state = 'WAITING', due_at = :now, tries = 0, first_try_at = null, leased_until = null
                        where number = :number returning *
                        """)
                .param("now", Timestamp.from(now))
                .param("number", number)
                .query((row, index) -> delivery(row))
                .optional();
    }

    /// Newest first.
    ///
    /// @param sink only to this one; empty for all
    List<NotificationDelivery> newest(String sink, int limit) {
        return jdbc.sql("""
                        select * from event_delivery where :sink = '' or sink = :sink
                        order by number desc limit :limit
                        """)
                .param("sink", sink)
                .param("limit", limit)
                .query((row, index) -> delivery(row))
                .list();
    }

    /// The last answer of each sink, by the message that got it.
    List<NotificationDelivery> lastTried() {
        return jdbc.sql("""
                        select distinct on (sink) * from event_delivery where last_try_at is not null
                        order by sink, last_try_at desc
                        """).query((row, index) -> delivery(row)).list();
    }

    private static NotificationDelivery delivery(ResultSet row) throws SQLException {
        return new NotificationDelivery(
                row.getLong("number"),
                row.getString("sink"),
                row.getString("route"),
                row.getString("topic"),
                List.of((String[]) row.getArray("events").getArray()),
                EventSeverity.valueOf(row.getString("severity")),
                NotificationDelivery.State.valueOf(row.getString("state")),
                row.getTimestamp("made_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                row.getInt("tries"),
                instant(row, "first_try_at"),
                instant(row, "last_try_at"),
                row.getObject("last_status", Integer.class),
                row.getString("last_words"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
