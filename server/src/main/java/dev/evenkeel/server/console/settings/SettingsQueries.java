// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
import dev.evenkeel.server.gates.gate.GatePolicyQueries;
import dev.evenkeel.server.operations.notification.NotificationQueries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Loads the settings stored through the API: environments, services, channels and notification rules.
/// Thread-safe.
@Component
final class SettingsQueries {
    private final FlagService flags;
    private final SdkKeyRepository keys;
    private final GatePolicyQueries policies;
    private final ServiceCatalogService services;
    private final NotificationQueries events;

    SettingsQueries(
            FlagService flags,
            SdkKeyRepository keys,
            GatePolicyQueries policies,
            ServiceCatalogService services,
            NotificationQueries events) {
        this.flags = flags;
        this.keys = keys;
        this.policies = policies;
        this.services = services;
        this.events = events;
    }

    /// Returns all environments, by name. Counts flags in memory.
    ///
    /// @param processes SDK processes of all environments
    List<SettingsPageModel.EnvironmentRow> listEnvironments(List<SdkClientState> processes) {
        Map<String, Integer> valid = keys.countValidByEnvironment();
        return flags.listEnvironments().stream()
                .map(name -> {
                    Optional<EnvironmentSnapshot> latest = flags.findLatest(name);
                    return new SettingsPageModel.EnvironmentRow(
                            name,
                            latest.map(EnvironmentSnapshot::revision).orElse(0L),
                            latest.map(snapshot ->
                                            snapshot.compiled().flagKeys().size())
                                    .orElse(0),
                            valid.getOrDefault(name, 0),
                            (int) processes.stream()
                                    .filter(one ->
                                            one.connected() && one.environment().equals(name))
                                    .count(),
                            policies.getPolicy(name));
                })
                .toList();
    }

    /// Returns the names of all gates.
    List<String> listGates() {
        return policies.listGateNames();
    }

    /// Returns the service catalogue, by key.
    List<Service> listServices() {
        return services.list();
    }

    /// Returns the notification channels and rules.
    SettingsPageModel.NotificationSettings loadNotificationSettings() {
        return new SettingsPageModel.NotificationSettings(events.listChannels(), events.listRules());
    }
}
