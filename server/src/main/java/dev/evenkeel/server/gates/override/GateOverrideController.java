// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.Rejected;
import dev.evenkeel.server.foundation.schema.ApiTag;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.gate.PolicyBook;
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

/// Overrides of gates over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}")
@ApiTag("gate")
class GateOverrideController {
    private static final Pattern NEW_KEY = Pattern.compile("[A-Za-z0-9._-]{1,256}");

    private final PolicyBook policies;
    private final Overrides overrides;
    private final Flags flags;
    private final Clock clock;

    GateOverrideController(PolicyBook policies, Overrides overrides, Flags flags, Clock clock) {
        this.policies = policies;
        this.overrides = overrides;
        this.flags = flags;
        this.clock = clock;
    }

    @GetMapping("/gate-overrides")
    List<FlagOverride> overrides(@PathVariable String environment) {
        flags.current(environment);
        return overrides.newest(environment);
    }

    @PostMapping("/flags/{flag}/gate-overrides")
    @Needs(Right.OPERATE)
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(OverrideOrder.class)
    FlagOverride override(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestBody JsonNode body,
            Caller.Actor caller) {
        if (GateOrders.isForNewFlag(body)) {
            requireNewFlag(environment, flag);
        } else {
            flags.requireFlag(environment, flag);
        }
        var rules = new GateOrders.Rules(policies.gates(), policies.of(environment), now());
        return overrides.make(new FlagOverride(environment, flag, GateOrders.override(body, rules, caller.name())));
    }

    @DeleteMapping("/gate-overrides/{id}")
    @Needs(value = Right.OPERATE, scope = Needs.Scope.ANY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String environment, @PathVariable String id, Caller.Actor caller) {
        overrides.end(environment, id, caller.name(), now());
    }

    private void requireNewFlag(String environment, String flag) {
        boolean exists = flags.current(environment).hasFlag(flag);
        if (exists || !NEW_KEY.matcher(flag).matches()) {
            String problem = exists ? "exists in " + environment : "is not a valid flag key";
            throw new Rejected(
                    ErrorCode.INVALID,
                    "The flag \"" + flag + "\" " + problem + ". Nothing was overridden.",
                    exists ? "Leave newFlag out." : "Use 1 to 256 letters, digits, dots, dashes and underscores.",
                    List.of(new Problem.Fault("/newFlag", problem, "leave newFlag out for a flag that exists")));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
