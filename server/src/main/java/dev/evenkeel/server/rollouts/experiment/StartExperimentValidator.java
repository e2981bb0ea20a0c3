// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.gates.evaluation.ChangeStartValidator;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.gates.gate.GatePolicyQueries;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The validator of requests to start an experiment, including gates. Thread-safe.
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

    /// Parses and validates a request. An experiment changes what its flag serves, so it must pass the gates
    /// for the start of a rollout, including approvals.
    ///
    /// @param who user who sent the request
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException with every closed gate
    StartExperimentRequest parseAndValidate(String environment, JsonNode body, String who) {
        StartExperimentRequest startExperimentRequest = StartExperimentRequest.parse(
                body,
                new StartExperimentRequest.ExperimentValidationContext(
                        JSON.readTree(flags.getSnapshot(environment).authored()),
                        new TreatmentShareLimit(
                                environment, policies.getPolicy(environment).maxTreatmentShare()),
                        (flag, service) -> gate.validateService(environment, flag, service)));
        gate.requireOpen(
                new GateContext(
                        environment,
                        startExperimentRequest.flag(),
                        startExperimentRequest.service(),
                        null,
                        GateContext.NORMAL,
                        who),
                "experiment",
                "Wait until the gates open. If the service is unknown, set \"service\". If approvals are missing,"
                        + " ask another user to run ./evenkeel approval create " + startExperimentRequest.flag()
                        + ". An operator can override a gate: ./evenkeel override create "
                        + startExperimentRequest.flag()
                        + " --gate GATE --class hotfix --expires-in PT2H --reason TEXT");
        return startExperimentRequest;
    }
}
