// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.flags.delivery.Client;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.Snapshot;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.foundation.security.access.SdkKeys;
import dev.evenkeel.server.gates.gate.PolicyBook;
import dev.evenkeel.server.operations.notification.EventBoard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What people have set over the API: environments, services, sinks and routes. Thread-safe.
@Component
final class SetupDesk {
    private final Flags flags;
    private final SdkKeys keys;
    private final PolicyBook policies;
    private final Services services;
    private final EventBoard events;

    SetupDesk(Flags flags, SdkKeys keys, PolicyBook policies, Services services, EventBoard events) {
        this.flags = flags;
        this.keys = keys;
        this.policies = policies;
        this.services = services;
        this.events = events;
    }

    /// All environments by name. Flags are counted from memory.
    ///
    /// @param processes of all environments
    List<SettingsPage.Environment> environments(List<Client> processes) {
        Map<String, Integer> valid = keys.validByEnvironment();
        return flags.environments().stream()
                .map(name -> {
                    Optional<Snapshot> latest = flags.findLatest(name);
                    return new SettingsPage.Environment(
                            name,
                            latest.map(Snapshot::revision).orElse(0L),
                            latest.map(snapshot ->
                                            snapshot.compiled().flagKeys().size())
                                    .orElse(0),
                            valid.getOrDefault(name, 0),
                            (int) processes.stream()
                                    .filter(one ->
                                            one.connected() && one.environment().equals(name))
                                    .count(),
                            policies.of(name));
                })
                .toList();
    }

    /// Names of all gates.
    List<String> gates() {
        return policies.gates();
    }

    /// The catalogue, by key.
    List<Service> services() {
        return services.list();
    }

    /// Who is told of what.
    SettingsPage.Messages messages() {
        return new SettingsPage.Messages(events.sinks(), events.routes());
    }
}
