// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.incident.CandidateChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A place where changes are known that may lie behind an incident. Every bean of this type is asked.
public interface ChangeSource {
    /// Changes that took effect within a time, in any order.
    List<CandidateChange> changes(Question question);

    /// What is asked.
    ///
    /// @param steps services that count: 0 steps for the one that is hurt, more for what it needs
    /// @param graph all services
    /// @param from first instant that counts
    /// @param to last instant that counts
    record Question(Map<String, Integer> steps, ServiceGraph graph, Instant from, Instant to) {
        public Question {
            steps = Map.copyOf(steps);
        }
    }
}
