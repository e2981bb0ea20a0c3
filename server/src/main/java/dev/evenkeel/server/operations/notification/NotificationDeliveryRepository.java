// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.Delivery;
import dev.evenkeel.engine.notification.DeliveryResponse;
import dev.evenkeel.engine.notification.EventSeverity;
import dev.evenkeel.engine.notification.NotificationGroupingPolicy;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of messages.
@Component
class NotificationDeliveryRepository {
    /* Longer than an attempt takes; if a server dies meanwhile, another one takes over after this time. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final RecordRowMapper<Delivery> DELIVERY = RecordRowMapper.of(Delivery.class);

    private final JdbcClient jdbc;

    NotificationDeliveryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A new message to insert.
    record PlannedDelivery(
            String channel,
            String rule,
            String topic,
            String event,
            EventSeverity severity,
            Instant createdAt,
            Instant dueAt) {}

    void insert(PlannedDelivery planned) {
        jdbc.sql("""
                        insert into notification_delivery (channel, rule, topic, event_ids, severity, state, created_at, due_at)
                        values (:channel, :rule, :topic, array[:event], :severity, 'PENDING', :createdAt, :dueAt)
                        """).paramSource(planned).update();
    }

    /// Adds an event to a pending message of its topic that has not been attempted; the message is due at the
    /// earlier of both times.
    ///
    /// @return whether there was such a message
    boolean addToPending(PlannedDelivery planned) {
        return jdbc.sql("""
                        update notification_delivery
                        set event_ids = event_ids || :event, due_at = least(due_at, :dueAt),
                            severity = case when :worse then :severity else severity end
                        where number = (select number from notification_delivery
                                        where rule = :rule and channel = :channel and topic = :topic and state = 'PENDING'
                                          and attempts = 0 order by number desc limit 1 for update)
                          and state = 'PENDING' and attempts = 0
                        """)
                        .paramSource(planned)
                        .param("worse", isWorse(planned))
                        .update()
                > 0;
    }

    private boolean isWorse(PlannedDelivery planned) {
        return findNewest(planned.rule(), planned.topic()).stream()
                .allMatch(one -> planned.severity().compareTo(one.severity()) > 0);
    }

    /// Finds the newest message of a rule about a topic that was not suppressed.
    Optional<Delivery> findNewest(String route, String topic) {
        return jdbc.sql("""
                        select *, event_ids as events from notification_delivery
                        where rule = :rule and topic = :topic and state <> 'SUPPRESSED' order by number desc limit 1
                        """)
                .param("rule", route)
                .param("topic", topic)
                .query(DELIVERY)
                .optional();
    }

    /// Finds the newest message of a rule about a topic that was attempted.
    Optional<NotificationGroupingPolicy.SentNotification> findLastSent(String route, String topic) {
        return jdbc.sql("""
                        select first_attempt_at as at, severity from notification_delivery
                        where rule = :rule and topic = :topic and attempts > 0 order by number desc limit 1
                        """)
                .param("rule", route)
                .param("topic", topic)
                .query(RecordRowMapper.of(NotificationGroupingPolicy.SentNotification.class))
                .optional();
    }

    /// Suppresses pending messages about a topic that have not been attempted.
    ///
    /// @return whether there was such a message
    boolean dropPending(String route, String topic, String why) {
        return jdbc.sql("""
                        update notification_delivery set state = 'SUPPRESSED', last_response = :why
                        where rule = :rule and topic = :topic and state = 'PENDING' and attempts = 0
                        """)
                        .param("rule", route)
                        .param("topic", topic)
                        .param("why", why)
                        .update()
                > 0;
    }

    /// Returns channels with due messages.
    List<String> listDueChannels(Instant now) {
        return jdbc.sql("""
                        select distinct channel from notification_delivery
                        where state = 'PENDING' and due_at <= :now and (leased_until is null or leased_until <= :now)
                        """)
                .param("now", now)
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Claims the oldest due message of a channel for an attempt.
    Optional<Delivery> claimNext(String sink, Instant now) {
        return jdbc.sql("""
                        update notification_delivery
                        set leased_until = :lease, attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, :now),
                            last_attempt_at = :now
                        where number = (
                            select number from notification_delivery
                            where channel = :channel and state = 'PENDING' and due_at <= :now
                              and (leased_until is null or leased_until <= :now)
                            order by due_at, number limit 1 for update skip locked)
                        returning *, event_ids as events
                        """)
                .param("lease", now.plus(LEASE))
                .param("now", now)
                .param("channel", sink)
                .query(DELIVERY)
                .optional();
    }

    /// Stores the result of an attempt.
    ///
    /// @param tried message as claimed; a late result does not affect a newer attempt
    /// @param dueAt time of the next attempt; null when delivery has finished
    void saveResult(Delivery tried, Delivery.State state, DeliveryResponse deliveryResponse, @Nullable Instant dueAt) {
        jdbc.sql("""
                        update notification_delivery
                        set state = :state, last_http_status = :httpStatus, last_response = :response, leased_until = null,
                            due_at = coalesce(cast(:dueAt as timestamptz), due_at)
                        where number = :number and state = 'PENDING' and attempts = :attempts
                        """)
                .param("state", state)
                .param("httpStatus", deliveryResponse.status())
                .param("response", deliveryResponse.detail())
                .param("dueAt", dueAt)
                .param("number", tried.number())
                .param("attempts", tried.attempts())
                .update();
    }

    /// Restarts the delivery of a message, with the first attempt.
    ///
    /// @return empty if the message does not exist
    Optional<Delivery> resend(long number, Instant now) {
        return jdbc.sql("""
                        update notification_delivery
                        set state = 'PENDING', due_at = :now, attempts = 0, first_attempt_at = null, leased_until = null
                        where number = :number returning *, event_ids as events
                        """)
                .param("now", now)
                .param("number", number)
                .query(DELIVERY)
                .optional();
    }

    /// Returns messages, newest first.
    ///
    /// @param sink only messages to this channel; empty for all channels
    List<Delivery> listNewest(String sink, int limit) {
        return jdbc.sql("""
                        select *, event_ids as events from notification_delivery where :channel = '' or channel = :channel
                        order by number desc limit :limit
                        """)
                .param("channel", sink)
                .param("limit", limit)
                .query(DELIVERY)
                .list();
    }

    /// Returns the last attempted message of each channel.
    List<Delivery> listLastTried() {
        return jdbc.sql("""
                        select distinct on (channel) *, event_ids as events from notification_delivery where last_attempt_at is not null
                        order by channel, last_attempt_at desc
                        """).query(DELIVERY).list();
    }
}
