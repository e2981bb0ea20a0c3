// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.server.console.kit.ExpiringSupplier;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.PersonRepository;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What changes seldom around a rollout that is on its way, at most five seconds old: a page that stands open
/// asks every two. Thread-safe.
@Component
final class RolloutPageCache {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final ExpiringSupplier<List<String>> stoppers;
    private final ExpiringSupplier<ServiceGraph> services;

    RolloutPageCache(PersonRepository persons, ServiceCatalog services, Clock clock) {
        this.stoppers = new ExpiringSupplier<>(() -> stoppers(persons), GOOD_FOR, clock);
        this.services = new ExpiringSupplier<>(services::graph, GOOD_FOR, clock);
    }

    /// Names of those who may stop a rollout, by name. The right to stop, held for any service, counts for all.
    List<String> stoppers() {
        return stoppers.get();
    }

    /// What a failed call costs of the service whose change it is, or else of the one that the flag belongs to;
    /// null when the catalogue does not say.
    @Nullable
    FailureCost failurePrice(Rollout rollout) {
        ServiceGraph all = services.get();
        String named = rollout.change().service();
        Optional<Service> service = named == null ? all.ofFlag(rollout.environment(), rollout.flag()) : all.find(named);
        return service.map(Service::failurePrice).orElse(null);
    }

    private static List<String> stoppers(PersonRepository persons) {
        return persons.all().stream()
                .filter(person -> person.grants().allowSomewhere(Right.STOP))
                .map(Person::name)
                .toList();
    }
}
