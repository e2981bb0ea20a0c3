// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.Delivery;
import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.api.NotificationApi.RecordedEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/// Queries for events, channels, rules and deliveries. Thread-safe.
@Component
public class NotificationQueries {
    private final EventRepository events;
    private final NotificationChannelService channels;
    private final NotificationRuleService rules;
    private final NotificationDeliveryRepository deliveries;

    NotificationQueries(
            EventRepository events,
            NotificationChannelService channels,
            NotificationRuleService rules,
            NotificationDeliveryRepository deliveries) {
        this.events = events;
        this.channels = channels;
        this.rules = rules;
        this.deliveries = deliveries;
    }

    /// Returns events, newest first.
    public List<RecordedEvent> listNewestEvents(int limit) {
        return events.listNewest("", limit);
    }

    /// Returns channels by name, with their last delivery attempts.
    public List<NotificationChannelResponse> listChannels() {
        return channels.list();
    }

    /// Returns the effective rules.
    public List<NotificationRuleResponse> listRules() {
        return rules.list();
    }

    /// Returns messages, newest first.
    public List<Delivery> listDeliveries(int limit) {
        return deliveries.listNewest("", limit);
    }
}
