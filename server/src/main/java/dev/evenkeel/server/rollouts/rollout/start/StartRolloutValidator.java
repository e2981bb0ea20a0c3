// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.gates.evaluation.ChangeStartValidator;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutSplitService;
import dev.evenkeel.server.rollouts.rollout.plan.PlanCatalog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The validator of requests to start a rollout, against the state of this server and its environment.
/// Thread-safe.
@Component
class StartRolloutValidator {
    private final RolloutRepository rollouts;
    private final RolloutSplitService splits;
    private final ServerStartOptions options;
    private final ChangeStartValidator gate;
    private final PlanCatalog plans;

    StartRolloutValidator(
            RolloutRepository rollouts,
            RolloutSplitService splits,
            ServerStartOptions options,
            ChangeStartValidator gate,
            PlanCatalog plans) {
        this.rollouts = rollouts;
        this.splits = splits;
        this.options = options;
        this.gate = gate;
        this.plans = plans;
    }

    /// Parses and validates a request, including gates.
    ///
    /// @param who user who sent it
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException with every closed gate, unless the
    ///     request waits for them
    ValidatedStartRolloutRequest parseAndValidate(String environment, JsonNode body, String who) {
        var errors = new ValidationErrors();
        ValidatedStartRolloutRequest request = find(environment, body, who, errors);
        if (request != null) {
            gate.validateApprovers(
                            environment, request.flag(), who, request.plan().approvers(), "/plan/approvers")
                    .ifPresent(fault -> errors.add(fault.pointer(), fault.message(), fault.remedy()));
        }
        ValidationErrorMapper.throwIfAny(errors, "The rollout was not started.");
        if (request == null) {
            throw new IllegalStateException("no request and no validation error: " + body);
        }
        if (!request.waitsForGates()) {
            gate.requireOpen(
                    request.change().toGateContext(environment, request.flag()),
                    "rollout",
                    "Wait until the gates open, start with \"onClosedGates\":\"WAIT\" (CLI: --wait-for-gates), or ask"
                            + " an operator to override them: ./evenkeel override create " + request.flag()
                            + " --gate GATE --class hotfix --expires-in PT2H --reason TEXT");
        }
        return request;
    }

    /// Returns all validation errors of a request, in order of detection, without evaluating gates.
    List<ValidationErrors.ValidationError> validate(String environment, JsonNode body, String who) {
        var errors = new ValidationErrors();
        find(environment, body, who, errors);
        return errors.toList();
    }

    /// Returns the plans that requests can name.
    NamedPlanLookup plans() {
        return plans;
    }

    private @Nullable ValidatedStartRolloutRequest find(
            String environment, JsonNode body, String who, ValidationErrors errors) {
        var known = new ValidatedStartRolloutRequest.ValidationInputs(
                splits.flagVariants(environment),
                id -> earlier(environment, id),
                plans,
                (flag, service) -> gate.validateService(environment, flag, service));
        ValidatedStartRolloutRequest request = ValidatedStartRolloutRequest.parse(body, known, who, errors);
        if (request != null) {
            requireSources(request, errors);
        }
        return request;
    }

    private void requireSources(ValidatedStartRolloutRequest request, ValidationErrors errors) {
        if (!request.plan().guardrails().sources().isEmpty() && options.prometheus() == null) {
            errors.add(
                    "/plan/guardrails/sources",
                    "need Prometheus, but the server has none configured",
                    "start the server with --prometheus-url URL, or report the metric from the service's code");
        }
    }

    private @Nullable Rollout earlier(String environment, String id) {
        return rollouts.findById(id)
                .filter(rollout -> rollout.environment().equals(environment))
                .orElse(null);
    }
}
