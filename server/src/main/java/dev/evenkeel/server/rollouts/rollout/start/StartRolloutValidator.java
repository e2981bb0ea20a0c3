// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.start;

import dev.evenkeel.api.RolloutApi.ClosedGatesAction;
import dev.evenkeel.api.RolloutApi.GatedChangeAttributes;
import dev.evenkeel.api.RolloutApi.StartRolloutRequest;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.gates.evaluation.ChangeStartValidator;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.guard.MigrationRolloutRules;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutSplitService;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutStartFlagState;
import dev.evenkeel.server.rollouts.rollout.plan.PlanCatalog;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The validator of requests to start a rollout, against the state of this server and its environment.
/// Thread-safe.
@Component
class StartRolloutValidator {
    private static final String PLAN = "/plan";

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

    /// Returns the plans that requests can name.
    NamedPlanLookup plans() {
        return plans;
    }

    /// Validates a request as [#validate], and that one of the approvers of its plan may approve.
    @Nullable
    StartRolloutCommand validateWithApprovers(
            String environment, StartRolloutRequest request, String who, ValidationErrors errors) {
        StartRolloutCommand command = validate(environment, request, who, errors);
        if (command != null) {
            gate.validateApprovers(
                            environment, command.flag(), who, command.plan().approvers(), PLAN + "/approvers")
                    .ifPresent(errors::add);
        }
        return command;
    }

    /// Requires that an environment exists.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if it does not
    void requireEnvironment(String environment) {
        splits.flagVariants(environment);
    }

    /// Requires that the gates are open, unless the rollout waits for them.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException with every closed gate
    void requireOpenGates(String environment, StartRolloutCommand command) {
        if (!command.waitsForGates()) {
            gate.requireOpen(
                    command.toGateContext(environment),
                    "rollout",
                    "Wait until the gates open, start with \"onClosedGates\":\"WAIT\" (CLI: --wait-for-gates), or ask"
                            + " an operator to override them: ./evenkeel override create " + command.flag()
                            + " --gate GATE --class hotfix --expires-in PT2H --reason TEXT");
        }
    }

    /// Validates a request, without gates.
    ///
    /// @param request **fields that violate the schema are null**
    /// @param who user who sent it
    /// @return null when the request is invalid; all validation errors have then been added
    @Nullable
    StartRolloutCommand validate(String environment, StartRolloutRequest request, String who, ValidationErrors errors) {
        if (errors.contains("/prepared")) {
            /* Unknown whether the fields that are missing are errors. */
            return null;
        }
        String flag = Objects.requireNonNullElse(request.flag(), "");
        String control = require("/control", request.control(), "set the variant that is served now", errors);
        String candidate = require("/candidate", request.candidate(), "set the variant to roll out", errors);
        RolloutStartFlagState served =
                flag.isEmpty() ? null : splits.flagVariants(environment).find(flag);
        if (!flag.isEmpty()) {
            checkFlag(flag, served, control, candidate, errors);
        }
        RolloutPlan plan = toPlan(
                request,
                served == null
                        ? null
                        : new MigrationRolloutRules.VariantTransition(served.variants(), control, candidate),
                errors);
        Rollout restartOf = findRestarted(environment, flag, request.restartOf(), errors);
        GatedChangeAttributes change = toChange(environment, request, who, errors);
        return plan == null || errors.size() > 0
                ? null
                : new StartRolloutCommand(
                        flag,
                        control,
                        candidate,
                        plan,
                        restartOf,
                        change,
                        request.onClosedGates() == ClosedGatesAction.WAIT,
                        Objects.requireNonNullElse(request.reason(), ""));
    }

    private GatedChangeAttributes toChange(
            String environment, StartRolloutRequest request, String who, ValidationErrors errors) {
        String service = request.service();
        if (service != null) {
            gate.validateService(environment, Objects.requireNonNullElse(request.flag(), ""), service)
                    .ifPresent(errors::add);
        }
        return new GatedChangeAttributes(
                service == null || service.isEmpty() ? null : service,
                Objects.requireNonNullElse(request.changeClass(), GateContext.NORMAL),
                who);
    }

    private static String require(String pointer, @Nullable String variant, String remedy, ValidationErrors errors) {
        if (variant == null) {
            errors.add(pointer, "is missing", remedy);
        }
        return Objects.requireNonNullElse(variant, "");
    }

    private static void checkFlag(
            String flag,
            @Nullable RolloutStartFlagState known,
            String control,
            String candidate,
            ValidationErrors errors) {
        if (known == null) {
            errors.add("/flag", "flag \"" + flag + "\" does not exist", "create the flag first, or correct the key");
            return;
        }
        checkVariant("/control", control, flag, known, errors);
        checkVariant("/candidate", candidate, flag, known, errors);
        if (!control.isEmpty() && control.equals(candidate)) {
            errors.add(
                    "/candidate", "control and candidate are both \"" + control + "\"", "name two different variants");
        }
        if (known.enabled()) {
            MigrationRolloutRules.validate(known, control, candidate, errors);
        } else {
            errors.add(
                    "/flag",
                    "flag \"" + flag + "\" is disabled, so no unit would get either variant",
                    "enable it first: ./evenkeel flag enable " + flag);
        }
    }

    private static void checkVariant(
            String pointer, String variant, String flag, RolloutStartFlagState known, ValidationErrors errors) {
        if (!variant.isEmpty() && !known.variants().contains(variant)) {
            errors.add(
                    pointer,
                    "flag \"" + flag + "\" has no variant \"" + variant + "\"",
                    "use one of " + String.join(", ", known.variants()));
        }
    }

    /// @param transition null when the flag does not exist
    private @Nullable RolloutPlan toPlan(
            StartRolloutRequest request,
            MigrationRolloutRules.@Nullable VariantTransition transition,
            ValidationErrors errors) {
        JsonNode given = request.plan();
        BigDecimal from = request.from();
        RolloutPlan plan = errors.contains(PLAN)
                ? null
                : RolloutPlanCodec.parse(given == null || given.isNull() ? null : given, plans, PLAN, errors);
        if (plan == null) {
            return null;
        }
        if (!plan.guardrails().sources().isEmpty() && options.prometheus() == null) {
            errors.add(
                    PLAN + "/guardrails/sources",
                    "need Prometheus, but the server has none configured",
                    "start the server with --prometheus-url URL, or report the metric from the service's code");
        }
        RolloutPlan started = from == null ? plan : startAt(plan, from, errors);
        return started == null || transition == null
                ? started
                : MigrationRolloutRules.withReconciliation(started, transition, PLAN, errors);
    }

    private static @Nullable RolloutPlan startAt(RolloutPlan plan, BigDecimal from, ValidationErrors errors) {
        if (from.stripTrailingZeros().scale() > 2) {
            errors.add("/from", "must have at most two decimals, got " + from, "use an exposure of the plan");
            return null;
        }
        Percent exposure = new Percent(from.movePointRight(2).intValueExact());
        if (plan.steps().getLast().exposure().compareTo(exposure) < 0) {
            errors.add(
                    "/from",
                    "the plan has no step at or above " + exposure + "; its last step is "
                            + plan.steps().getLast().exposure(),
                    "use a lower exposure");
            return null;
        }
        try {
            return exposure.equals(Percent.NONE) ? plan : plan.fromExposure(exposure);
        } catch (InvalidDocumentException e) {
            e.errors().forEach(problem -> errors.add(PLAN + problem.pointer(), problem.message(), problem.remedy()));
            return null;
        }
    }

    private @Nullable Rollout findRestarted(
            String environment, String flag, @Nullable String id, ValidationErrors errors) {
        if (id == null || id.isEmpty()) {
            return null;
        }
        Rollout found = rollouts.findById(id)
                .filter(rollout -> rollout.environment().equals(environment)
                        && rollout.flag().equals(flag))
                .orElse(null);
        if (found == null) {
            errors.add(
                    "/restartOf",
                    "flag \"" + flag + "\" has no rollout \"" + id + "\" in this environment",
                    "use the id of an earlier rollout of the flag, or omit it");
        }
        return found;
    }
}
