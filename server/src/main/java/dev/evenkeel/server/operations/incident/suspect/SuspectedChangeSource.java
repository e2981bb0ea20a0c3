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

/// A place where changes are known that may lie behind an incident. Every bean of this type is asked.
public interface SuspectedChangeSource {
    /// Changes that took effect within a time, in any order.
    List<SuspectedChange> changes(SuspectedChangeQuery question);

    /// What is asked.
    ///
    /// @param steps services that count: 0 steps for the one that is hurt, more for what it needs
    /// @param graph all services
    /// @param from first instant that counts
    /// @param onset latest instant at which the incident may have begun
    /// @param to last instant that counts
    record SuspectedChangeQuery(
            Map<String, Integer> steps, ServiceGraph graph, Instant from, Instant onset, Instant to) {
        public SuspectedChangeQuery {
            steps = Map.copyOf(steps);
        }

        /// Where a flag's service is, as seen from the service that is hurt; empty when it does not count.
        Optional<ServiceDistance> place(ChangedFlag flag) {
            return place(graph.ofFlag(flag.environment(), flag.key())
                    .map(Service::key)
                    .orElse(Service.UNASSIGNED));
        }

        /// Where a service is, as seen from the one that is hurt; empty when it does not count.
        Optional<ServiceDistance> place(String service) {
            return Optional.ofNullable(steps.get(service)).map(distance -> new ServiceDistance(service, distance));
        }
    }

    /// A service that counts.
    ///
    /// @param distance in steps from the service that is hurt
    record ServiceDistance(String service, int distance) {}
}
