// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

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
        return GatePolicyResponse.of(policies.getPolicy(environment), gatePolicyQueries.listGateNames());
    }

    /// Replaces the gate policy of an environment; omitted fields get their defaults.
    @PutMapping
    @RequiresRight(Right.ADMINISTER)
    @OpenApiRequestBodySchema(PutGatePolicyRequest.class)
    GatePolicyResponse putPolicy(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        GatePolicyRequestParser.NewPolicy newPolicy =
                GatePolicyRequestParser.parse(body, gatePolicyQueries.listGateNames());
        policies.save(environment, newPolicy.policy(), newPolicy.reason(), caller.name());
        return getPolicy(environment);
    }
}
