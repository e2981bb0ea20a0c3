// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.api.ExperimentApi.StartExperimentRequest;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.files.experiment.ExperimentPlanCodec;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.gates.evaluation.ChangeStartValidator;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.gates.gate.GatePolicyQueries;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

    /// Validates a request. An experiment changes what its flag serves, so it must pass the gates for the start of a
    /// rollout, including approvals.
    ///
    /// @param who user who sent the request
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException with every closed gate
    StartExperimentCommand validate(String environment, JsonRequest<StartExperimentRequest> body, String who) {
        StartExperimentCommand command = body.convertOrThrow(
                "The experiment was not started.", (request, errors) -> toCommand(environment, request, errors));
        gate.requireOpen(
                new GateContext(environment, command.flag(), command.service(), null, GateContext.NORMAL, who),
                "experiment",
                "Wait until the gates open. If the service is unknown, set \"service\". If approvals are missing,"
                        + " ask another user to run ./evenkeel approval create " + command.flag()
                        + ". An operator can override a gate: ./evenkeel override create "
                        + command.flag()
                        + " --gate GATE --class hotfix --expires-in PT2H --reason TEXT");
        return command;
    }

    private @Nullable StartExperimentCommand toCommand(
            String environment, StartExperimentRequest request, ValidationErrors errors) {
        ExperimentPlan plan =
                request.plan() == null ? null : ExperimentPlanCodec.parse(request.plan(), "/plan", errors);
        JsonNode definition = JSON.readTree(flags.getSnapshot(environment).authored())
                .path("flags")
                .path(request.flag() == null ? "" : request.flag());
        if (request.flag() != null) {
            checkFlag(request.flag(), definition, errors);
            checkVariants(request.flag(), plan, definition.path("variants"), errors);
        }
        if (plan != null) {
            new TreatmentShareLimit(environment, policies.getPolicy(environment).maxTreatmentShare())
                    .validate(plan, definition.path("defaultVariant"))
                    .ifPresent(errors::add);
        }
        if (request.service() != null) {
            gate.validateService(environment, Objects.requireNonNullElse(request.flag(), ""), request.service())
                    .ifPresent(errors::add);
        }
        return plan == null
                ? null
                : new StartExperimentCommand(
                        request.flag(),
                        plan,
                        Objects.requireNonNullElse(request.hypothesis(), ""),
                        request.service(),
                        Objects.requireNonNullElse(request.reason(), ""));
    }

    private static void checkFlag(String flag, JsonNode definition, ValidationErrors errors) {
        if (!definition.path("variants").isObject()) {
            errors.add("/flag", "flag \"" + flag + "\" does not exist", "create the flag first, or correct the key");
        } else if (definition.path("state").asString("").equals("DISABLED")) {
            errors.add(
                    "/flag",
                    "flag \"" + flag + "\" is disabled, so no unit would be exposed",
                    "enable it first: ./evenkeel flag enable " + flag);
        }
    }

    private static void checkVariants(
            String flag, @Nullable ExperimentPlan plan, JsonNode variants, ValidationErrors errors) {
        List<String> names = List.copyOf(variants.propertyNames());
        for (int i = 0; plan != null && variants.isObject() && i < plan.parts().size(); i++) {
            String variant = plan.parts().get(i).variant();
            if (!names.contains(variant)) {
                errors.add(
                        "/plan/variants/" + i + "/variant",
                        "flag \"" + flag + "\" has no variant \"" + variant + "\"",
                        "use one of " + String.join(", ", names));
            }
        }
    }
}
