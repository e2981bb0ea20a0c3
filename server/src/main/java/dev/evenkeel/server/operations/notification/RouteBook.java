// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.notification.Route;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.operations.notification.channel.Sink;
import dev.evenkeel.server.operations.notification.channel.SinkTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The routes that are in force: those that somebody set, and for a service that none of them speaks of by name
/// the quiet few to the sink that is called as its escalation target, or as its owner. Thread-safe.
@Component
class RouteBook {
    /// Beginning of the names of routes that nobody set.
    static final String IMPLIED = "service:";

    private final RouteTable routes;
    private final SinkTable sinks;
    private final Services services;

    RouteBook(RouteTable routes, SinkTable sinks, Services services) {
        this.routes = routes;
        this.sinks = sinks;
        this.services = services;
    }

    /// By name, those that nobody set at the end.
    List<Route> inForce() {
        List<Route> set = routes.all();
        List<Route> all = new ArrayList<>(set);
        Set<String> names = sinks.all().stream().map(Sink::name).collect(Collectors.toSet());
        if (names.isEmpty()) {
            return all;
        }
        services.list().stream()
                .filter(service ->
                        set.stream().noneMatch(route -> route.services().contains(service.key())))
                .flatMap(service -> implied(service, names).stream())
                .forEach(all::add);
        return all;
    }

    private static Optional<Route> implied(Service service, Set<String> sinks) {
        return Stream.of(service.escalation(), service.owner())
                .map(RouteBook::nameOf)
                .filter(sinks::contains)
                .findFirst()
                .map(sink -> Route.quiet(IMPLIED + service.key(), sink, service.key()));
    }

    /// A target as the name of a sink: `#payments-oncall` and `Payments oncall` are `payments-oncall`.
    static String nameOf(String target) {
        return target.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[-._]+|[-._]+$", "");
    }
}
