// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRepository;
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
class EffectiveNotificationRules {
    /// Beginning of the names of routes that nobody set.
    static final String IMPLIED = "service:";

    private final NotificationRuleRepository routes;
    private final NotificationChannelRepository sinks;
    private final ServiceCatalog services;

    EffectiveNotificationRules(
            NotificationRuleRepository routes, NotificationChannelRepository sinks, ServiceCatalog services) {
        this.routes = routes;
        this.sinks = sinks;
        this.services = services;
    }

    /// By name, those that nobody set at the end.
    List<NotificationRule> inForce() {
        List<NotificationRule> set = routes.all();
        List<NotificationRule> all = new ArrayList<>(set);
        Set<String> names = sinks.all().stream().map(NotificationChannel::name).collect(Collectors.toSet());
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

    private static Optional<NotificationRule> implied(Service service, Set<String> sinks) {
        return Stream.of(service.escalation(), service.owner())
                .map(EffectiveNotificationRules::nameOf)
                .filter(sinks::contains)
                .findFirst()
                .map(sink -> NotificationRule.quiet(IMPLIED + service.key(), sink, service.key()));
    }

    /// A target as the name of a sink: `#payments-oncall` and `Payments oncall` are `payments-oncall`.
    static String nameOf(String target) {
        return target.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[-._]+|[-._]+$", "");
    }
}
