// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.schema.RequestSchema;
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

/// Policies of gates over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/gate-policy")
class GatePolicyController {
    private final GatePolicyService policies;
    private final GatePolicyQueries book;
    private final FlagService flags;

    GatePolicyController(GatePolicyService policies, GatePolicyQueries book, FlagService flags) {
        this.policies = policies;
        this.book = book;
        this.flags = flags;
    }

    @GetMapping
    GatePolicyResponse policy(@PathVariable String environment) {
        flags.current(environment);
        return GatePolicyResponse.of(policies.of(environment), book.gates());
    }

    @PutMapping
    @RequiresRight(Right.ADMINISTER)
    @RequestSchema(PutGatePolicyRequest.class)
    GatePolicyResponse setPolicy(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        GatePolicyRequestParser.NewPolicy order = GatePolicyRequestParser.read(body, book.gates());
        policies.put(environment, order.policy(), order.reason(), caller.name());
        return policy(environment);
    }
}
