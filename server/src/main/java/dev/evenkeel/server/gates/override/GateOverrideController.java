// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.gate.GatePolicyQueries;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints for gate overrides (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}")
class GateOverrideController {
    private static final Pattern NEW_KEY = Pattern.compile("[A-Za-z0-9._-]{1,256}");

    private final GatePolicyQueries policies;
    private final GateOverrideService overrides;
    private final FlagService flags;
    private final Clock clock;

    GateOverrideController(GatePolicyQueries policies, GateOverrideService overrides, FlagService flags, Clock clock) {
        this.policies = policies;
        this.overrides = overrides;
        this.flags = flags;
        this.clock = clock;
    }

    /// Lists the 100 newest gate overrides of an environment, newest first, including expired ones.
    @GetMapping("/gate-overrides")
    List<FlagGateOverride> list(@PathVariable String environment) {
        flags.getSnapshot(environment);
        return overrides.listNewest(environment);
    }

    /// Overrides a gate for changes of a flag until a time, at most 31 days from now.
    @PostMapping("/flags/{flag}/gate-overrides")
    @RequiresRight(Right.OPERATE)
    @ResponseStatus(HttpStatus.CREATED)
    @OpenApiRequestBodySchema(CreateGateOverrideRequest.class)
    FlagGateOverride create(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestBody JsonNode body,
            Caller.Actor caller) {
        if (GateOverrideRequestParser.isForNewFlag(body)) {
            requireNewFlag(environment, flag);
        } else {
            flags.requireFlag(environment, flag);
        }
        var rules = new GateOverrideRequestParser.OverrideValidationContext(
                policies.listGateNames(), policies.getPolicy(environment), now());
        return overrides.create(new FlagGateOverride(
                environment, flag, GateOverrideRequestParser.parseOverride(body, rules, caller.name())));
    }

    /// Revokes a gate override before it expires; the gate applies again.
    @DeleteMapping("/gate-overrides/{id}")
    @RequiresRight(value = Right.OPERATE, scope = RequiresRight.ServiceSource.ANY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String environment, @PathVariable String id, Caller.Actor caller) {
        overrides.end(environment, id, caller.name(), now());
    }

    private void requireNewFlag(String environment, String flag) {
        boolean exists = flags.getSnapshot(environment).hasFlag(flag);
        if (exists || !NEW_KEY.matcher(flag).matches()) {
            String problem = exists ? "already exists in environment " + environment : "is not a valid flag key";
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The flag \"" + flag + "\" " + problem + ". The override was not created.",
                    exists ? "Omit --new-flag." : "Use 1 to 256 letters, digits, dots, hyphens and underscores.",
                    List.of(new Problem.FieldError("/newFlag", problem, "omit newFlag for an existing flag")));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
