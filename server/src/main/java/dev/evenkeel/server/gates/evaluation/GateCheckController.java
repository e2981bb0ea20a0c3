// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.api.GateApi.GateCheckResponse;
import dev.evenkeel.api.GateApi.GateResultResponse;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints that evaluate gates without starting a change (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}")
class GateCheckController {
    private final GateEvaluationService gates;
    private final FlagService flags;
    private final ChangeServiceValidator validator;
    private final Clock clock;

    GateCheckController(GateEvaluationService gates, FlagService flags, ChangeServiceValidator validator, Clock clock) {
        this.gates = gates;
        this.flags = flags;
        this.validator = validator;
        this.clock = clock;
    }

    /// Evaluates all gates for a change of a flag that would start now; changes nothing.
    @GetMapping("/flags/{flag}/gates")
    GateCheckResponse check(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(defaultValue = GateContext.NORMAL) String changeClass,
            Caller.Actor caller) {
        flags.requireFlag(environment, flag);
        requireService(environment, flag, service);
        return evaluate(new GateContext(environment, flag, service, null, changeClass, caller.name()));
    }

    /// Evaluates all gates for a change of a service without a flag; overrides do not apply.
    @GetMapping("/services/{service}/gates")
    GateCheckResponse checkWithoutFlag(
            @PathVariable String environment,
            @PathVariable String service,
            @RequestParam(defaultValue = GateContext.NORMAL) String changeClass,
            Caller.Actor caller) {
        flags.getSnapshot(environment);
        validator.requireKnown(service);
        return evaluate(new GateContext(environment, null, service, null, changeClass, caller.name()));
    }

    /* The same validation as for the start of a rollout: results for another service would be misleading. */
    private void requireService(String environment, String flag, @Nullable String service) {
        if (service != null) {
            var errors = new ValidationErrors();
            validator.validate(environment, flag, service, "/service").ifPresent(errors::add);
            ValidationErrorMapper.throwIfAny(errors, "The gates were not evaluated.");
        }
    }

    private GateCheckResponse evaluate(GateContext context) {
        if (!GateContext.isValidClass(context.changeClass())) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "Invalid change class \"" + context.changeClass() + "\".",
                    "Use lower-case letters, digits and hyphens, such as hotfix, or omit it.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        GateEvaluation evaluation = gates.evaluate(context, now);
        return new GateCheckResponse(
                context.environment(),
                context.flag(),
                context.service(),
                context.changeClass(),
                evaluation.isOpen(),
                evaluation.closedReason(),
                now,
                GateResultResponse.listOf(evaluation));
    }
}
