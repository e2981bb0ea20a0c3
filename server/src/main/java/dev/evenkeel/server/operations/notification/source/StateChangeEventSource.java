// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.source;

import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The source of events about changes of state that the audit log does not contain. Not thread-safe.
@Component
class StateChangeEventSource {
    private static final Duration BUDGETS_EVERY = Duration.ofSeconds(5);

    private final RolloutQueries rollouts;
    private final RolloutHoldEventSource holds;
    private final GateStateEventSource gates;
    private final BudgetStateEventSource budgets;
    private Instant budgetsAt = Instant.EPOCH;

    StateChangeEventSource(
            RolloutQueries rollouts,
            RolloutHoldEventSource holds,
            GateStateEventSource gates,
            BudgetStateEventSource budgets) {
        this.rollouts = rollouts;
        this.holds = holds;
        this.gates = gates;
        this.budgets = budgets;
    }

    /// Returns events for the changes since the last run.
    List<Event> detectChanges(ServiceGraph graph, Instant now) {
        List<Rollout> running = rollouts.listRunning();
        List<Event> events = new ArrayList<>(holds.detectChanges(running, graph, now));
        events.addAll(gates.detectChanges(running, graph, now));
        if (Duration.between(budgetsAt, now).abs().compareTo(BUDGETS_EVERY) >= 0) {
            events.addAll(budgets.detectChanges(now));
            budgetsAt = now;
        }
        return events;
    }
}
