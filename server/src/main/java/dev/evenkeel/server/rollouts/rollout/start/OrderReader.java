// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.plan.NamedPlans;
import dev.evenkeel.server.foundation.config.ServerOptions;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.gates.evaluation.StartGate;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutTable;
import dev.evenkeel.server.rollouts.rollout.guard.Splits;
import dev.evenkeel.server.rollouts.rollout.plan.KeptPlans;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads orders to start a rollout, against what this server and its environment have. Thread-safe.
@Component
class OrderReader {
    private final RolloutTable rollouts;
    private final Splits splits;
    private final ServerOptions options;
    private final StartGate gate;
    private final KeptPlans plans;

    OrderReader(RolloutTable rollouts, Splits splits, ServerOptions options, StartGate gate, KeptPlans plans) {
        this.rollouts = rollouts;
        this.splits = splits;
        this.options = options;
        this.gate = gate;
        this.plans = plans;
    }

    /// Reads an order.
    ///
    /// @param who sent it
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong with it
    /// @throws dev.evenkeel.server.foundation.problems.Conflict with every closed gate, when it does not wait for
    ///     them
    StartOrder read(String environment, JsonNode body, String who) {
        var faults = new Faults();
        StartOrder order = find(environment, body, who, faults);
        if (order != null) {
            gate.validateApprovers(environment, order.flag(), who, order.plan().approvers(), "/plan/approvers")
                    .ifPresent(fault -> faults.add(fault.pointer(), fault.message(), fault.remedy()));
        }
        RequestFaults.throwIfAny(faults, "The rollout was not started.");
        if (order == null) {
            throw new IllegalStateException("an order without a fault cannot be read: " + body);
        }
        if (!order.waits()) {
            gate.requireOpen(
                    order.change().asked(environment, order.flag()),
                    "rollout",
                    "Wait until they open, order it with \"whenClosed\":\"WAIT\", or let a person override them.");
        }
        return order;
    }

    /// Everything that is wrong with an order, in the order in which it was found; gates are not asked.
    List<Faults.Fault> faults(String environment, JsonNode body, String who) {
        var faults = new Faults();
        find(environment, body, who, faults);
        return faults.all();
    }

    /// The plans that orders can name.
    NamedPlans plans() {
        return plans;
    }

    private @Nullable StartOrder find(String environment, JsonNode body, String who, Faults faults) {
        var known = new StartOrder.Known(
                splits.known(environment),
                id -> earlier(environment, id),
                plans,
                (flag, service) -> gate.validateService(environment, flag, service));
        StartOrder order = StartOrder.read(body, known, who, faults);
        if (order != null) {
            requireSources(order, faults);
        }
        return order;
    }

    private void requireSources(StartOrder order, Faults faults) {
        if (!order.plan().guardrails().sources().isEmpty() && options.prometheus() == null) {
            faults.add(
                    "/plan/guardrails/sources",
                    "this server has no Prometheus to ask",
                    "start it with --prometheus-url URL, or report the metric from the service's code");
        }
    }

    private @Nullable Rollout earlier(String environment, String id) {
        return rollouts.find(id)
                .filter(rollout -> rollout.environment().equals(environment))
                .orElse(null);
    }
}
