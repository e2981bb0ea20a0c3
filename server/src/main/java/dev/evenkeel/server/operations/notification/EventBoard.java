// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import java.util.List;
import org.springframework.stereotype.Component;

/// What happened and who was told, for who looks. Thread-safe.
@Component
public class EventBoard {
    private final EventTable events;
    private final Sinks sinks;
    private final Routes routes;
    private final DeliveryTable deliveries;

    EventBoard(EventTable events, Sinks sinks, Routes routes, DeliveryTable deliveries) {
        this.events = events;
        this.sinks = sinks;
        this.routes = routes;
        this.deliveries = deliveries;
    }

    /// Events, newest first.
    public List<NotedEvent> newest(int limit) {
        return events.newest("", limit);
    }

    /// Sinks by name, with their last answers.
    public List<SinkView> sinks() {
        return sinks.all();
    }

    /// Routes that are in force.
    public List<RouteView> routes() {
        return routes.all();
    }

    /// Messages, newest first.
    public List<Delivery> deliveries(int limit) {
        return deliveries.newest("", limit);
    }
}
