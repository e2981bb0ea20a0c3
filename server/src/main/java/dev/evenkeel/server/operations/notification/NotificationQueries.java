// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import java.util.List;
import org.springframework.stereotype.Component;

/// What happened and who was told, for who looks. Thread-safe.
@Component
public class NotificationQueries {
    private final EventRepository events;
    private final NotificationChannelService sinks;
    private final NotificationRuleService routes;
    private final NotificationDeliveryRepository deliveries;

    NotificationQueries(
            EventRepository events,
            NotificationChannelService sinks,
            NotificationRuleService routes,
            NotificationDeliveryRepository deliveries) {
        this.events = events;
        this.sinks = sinks;
        this.routes = routes;
        this.deliveries = deliveries;
    }

    /// Events, newest first.
    public List<RecordedEvent> newest(int limit) {
        return events.newest("", limit);
    }

    /// Sinks by name, with their last answers.
    public List<NotificationChannelResponse> sinks() {
        return sinks.all();
    }

    /// Routes that are in force.
    public List<NotificationRuleResponse> routes() {
        return routes.all();
    }

    /// Messages, newest first.
    public List<NotificationDelivery> deliveries(int limit) {
        return deliveries.newest("", limit);
    }
}
