// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.server.console.kit.ExpiringSupplier;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.access.UserAccountRepository;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Cache of slowly changing data for running rollouts, at most five seconds old: an open page polls every two
/// seconds. Thread-safe.
@Component
final class RolloutPageCache {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final ExpiringSupplier<List<String>> stoppers;
    private final ExpiringSupplier<ServiceGraph> services;

    RolloutPageCache(UserAccountRepository accounts, ServiceCatalogService services, Clock clock) {
        this.stoppers = new ExpiringSupplier<>(() -> listStoppers(accounts), GOOD_FOR, clock);
        this.services = new ExpiringSupplier<>(services::graph, GOOD_FOR, clock);
    }

    /// Returns the names of users who may stop a rollout, by name. Includes users with that permission for any
    /// service.
    List<String> listStoppers() {
        return stoppers.get();
    }

    /// Returns the cost of a failed call for the service of the change, or else for the owner of the flag; null
    /// if the catalogue has no price.
    @Nullable
    FailureCost failureCost(Rollout rollout) {
        ServiceGraph all = services.get();
        String named = rollout.change().service();
        Optional<Service> service =
                named == null ? all.findByFlag(rollout.environment(), rollout.flag()) : all.find(named);
        return service.map(Service::failureCost).orElse(null);
    }

    private static List<String> listStoppers(UserAccountRepository accounts) {
        return accounts.listAll().stream()
                .filter(account -> account.grantedRights().hasRightAnywhere(Right.STOP))
                .map(UserAccount::name)
                .toList();
    }
}
