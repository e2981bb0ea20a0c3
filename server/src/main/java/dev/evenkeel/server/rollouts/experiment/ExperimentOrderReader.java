// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.gates.evaluation.StartGate;
import dev.evenkeel.server.gates.gate.GateQuestion;
import dev.evenkeel.server.gates.gate.PolicyBook;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads orders to start an experiment, and refuses them while gates are closed. Thread-safe.
@Component
class ExperimentOrderReader {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Flags flags;
    private final PolicyBook policies;
    private final StartGate gate;

    ExperimentOrderReader(Flags flags, PolicyBook policies, StartGate gate) {
        this.flags = flags;
        this.policies = policies;
        this.gate = gate;
    }

    /// Reads an order. An experiment changes what its flag serves, so it passes the gates of a rollout's start,
    /// approvals among them.
    ///
    /// @param who sent it
    /// @throws dev.evenkeel.server.foundation.problems.Rejected with everything that is wrong with it
    /// @throws dev.evenkeel.server.foundation.problems.Conflict with every closed gate
    StartOrder read(String environment, JsonNode body, String who) {
        StartOrder order = StartOrder.read(
                body,
                new StartOrder.Known(
                        JSON.readTree(flags.current(environment).authored()),
                        new TreatmentLimit(environment, policies.of(environment).treatmentLimit()),
                        (flag, service) -> gate.validateService(environment, flag, service)));
        gate.requireOpen(
                new GateQuestion(environment, order.flag(), order.service(), null, GateQuestion.NORMAL, who),
                "experiment",
                "Wait until they open; name the \"service\" where it is not known; let another person approve the change"
                        + " where approvals are missing (./evenkeel gate approve " + order.flag()
                        + "); or let an operator override them (./evenkeel gate override " + order.flag()
                        + " --gate GATE).");
        return order;
    }
}
