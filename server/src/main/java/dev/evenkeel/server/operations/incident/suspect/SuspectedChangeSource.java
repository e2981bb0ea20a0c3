// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.incident.SuspectedChange;
import dev.evenkeel.engine.incident.SuspectedChange.ChangedFlag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A source of changes that may have caused an incident. All beans of this type are used.
public interface SuspectedChangeSource {
    /// Returns changes that took effect within a period, in any order.
    List<SuspectedChange> listChanges(SuspectedChangeQuery suspectedChangeQuery);

    /// The parameters of a search for suspected changes.
    ///
    /// @param steps relevant services with their distance: 0 for the affected service, more for its
    ///     dependencies
    /// @param graph all services
    /// @param from start of the period, inclusive
    /// @param onset latest instant at which the incident may have started
    /// @param to end of the period, inclusive
    record SuspectedChangeQuery(
            Map<String, Integer> steps, ServiceGraph graph, Instant from, Instant onset, Instant to) {
        public SuspectedChangeQuery {
            steps = Map.copyOf(steps);
        }

        /// Locates the service of a flag relative to the affected service; empty when it is not relevant.
        Optional<ServiceDistance> findDistance(ChangedFlag flag) {
            return findDistance(graph.findByFlag(flag.environment(), flag.key())
                    .map(Service::key)
                    .orElse(Service.UNASSIGNED));
        }

        /// Locates a service relative to the affected service; empty when it is not relevant.
        Optional<ServiceDistance> findDistance(String service) {
            return Optional.ofNullable(steps.get(service)).map(distance -> new ServiceDistance(service, distance));
        }
    }

    /// A relevant service.
    ///
    /// @param distance number of dependency steps from the affected service
    record ServiceDistance(String service, int distance) {}
}
