// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.api.GateApi.GatePolicyResponse;
import dev.evenkeel.api.GateApi.PutGatePolicyRequest;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for gate policies (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/gate-policy")
class GatePolicyController {
    private final GatePolicyService policies;
    private final GatePolicyQueries gatePolicyQueries;
    private final FlagService flags;

    GatePolicyController(GatePolicyService policies, GatePolicyQueries gatePolicyQueries, FlagService flags) {
        this.policies = policies;
        this.gatePolicyQueries = gatePolicyQueries;
        this.flags = flags;
    }

    /// Returns the gate policy of an environment and the names of all available gates.
    @GetMapping
    GatePolicyResponse getPolicy(@PathVariable String environment) {
        flags.getSnapshot(environment);
        return GatePolicyService.toResponse(policies.getPolicy(environment), gatePolicyQueries.listGateNames());
    }

    /// Replaces the gate policy of an environment; omitted fields get their defaults.
    @PutMapping
    @RequiresRight(Right.ADMINISTER)
    GatePolicyResponse putPolicy(
            @PathVariable String environment, JsonRequest<PutGatePolicyRequest> body, Caller.Actor caller) {
        PutGatePolicyRequest request = body.orThrow(
                "The policy was not changed.",
                (given, errors) -> GatePolicyRequestRules.check(given, gatePolicyQueries.listGateNames(), errors));
        policies.save(
                environment,
                GatePolicyRequestRules.toPolicy(request),
                Objects.requireNonNullElse(request.reason(), ""),
                caller.name());
        return getPolicy(environment);
    }
}
