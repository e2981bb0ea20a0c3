// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.gates.evaluation.ChangeStartValidator;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.gates.gate.GatePolicyQueries;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads orders to start an experiment, and refuses them while gates are closed. Thread-safe.
@Component
class StartExperimentValidator {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FlagService flags;
    private final GatePolicyQueries policies;
    private final ChangeStartValidator gate;

    StartExperimentValidator(FlagService flags, GatePolicyQueries policies, ChangeStartValidator gate) {
        this.flags = flags;
        this.policies = policies;
        this.gate = gate;
    }

    /// Reads an order. An experiment changes what its flag serves, so it passes the gates of a rollout's start,
    /// approvals among them.
    ///
    /// @param who sent it
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong with
    ///     it
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException with every closed gate
    StartExperimentRequest read(String environment, JsonNode body, String who) {
        StartExperimentRequest order = StartExperimentRequest.read(
                body,
                new StartExperimentRequest.ValidationInputs(
                        JSON.readTree(flags.current(environment).authored()),
                        new TreatmentLimit(environment, policies.of(environment).treatmentLimit()),
                        (flag, service) -> gate.validateService(environment, flag, service)));
        gate.requireOpen(
                new GateContext(environment, order.flag(), order.service(), null, GateContext.NORMAL, who),
                "experiment",
                "Wait until they open; name the \"service\" where it is not known; let another person approve the change"
                        + " where approvals are missing (./evenkeel gate approve " + order.flag()
                        + "); or let an operator override them (./evenkeel gate override " + order.flag()
                        + " --gate GATE).");
        return order;
    }
}
