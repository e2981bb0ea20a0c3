// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
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

/// The effective notification rules: the configured rules, and an implied rule for each service that no
/// configured rule names. An implied rule sends the default event kinds to the channel named like the service's
/// escalation target or, if there is none, its owner. Thread-safe.
@Component
class EffectiveNotificationRules {
    /// Prefix of the names of implied rules.
    static final String IMPLIED_PREFIX = "service:";

    private final NotificationRuleRepository notificationRuleRepository;
    private final NotificationChannelRepository channels;
    private final ServiceCatalogService services;

    EffectiveNotificationRules(
            NotificationRuleRepository notificationRuleRepository,
            NotificationChannelRepository channels,
            ServiceCatalogService services) {
        this.notificationRuleRepository = notificationRuleRepository;
        this.channels = channels;
        this.services = services;
    }

    /// Returns the configured rules by name, then the implied ones.
    List<NotificationRule> listEffective() {
        List<NotificationRule> set = notificationRuleRepository.listAll();
        List<NotificationRule> all = new ArrayList<>(set);
        Set<String> names =
                channels.listAll().stream().map(NotificationChannel::name).collect(Collectors.toSet());
        if (names.isEmpty()) {
            return all;
        }
        services.list().stream()
                .filter(service ->
                        set.stream().noneMatch(rule -> rule.services().contains(service.key())))
                .flatMap(service -> findImplied(service, names).stream())
                .forEach(all::add);
        return all;
    }

    private static Optional<NotificationRule> findImplied(Service service, Set<String> sinks) {
        return Stream.of(service.escalation(), service.owner())
                .map(EffectiveNotificationRules::toChannelName)
                .filter(sinks::contains)
                .findFirst()
                .map(sink -> NotificationRule.ofEssentials(IMPLIED_PREFIX + service.key(), sink, service.key()));
    }

    /// Converts a target to a channel name: `#payments-oncall` and `Payments oncall` become `payments-oncall`.
    static String toChannelName(String target) {
        return target.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[-._]+|[-._]+$", "");
    }
}
