// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
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
class GateApi {
    private final Policies policies;
    private final PolicyBook book;
    private final Flags flags;

    GateApi(Policies policies, PolicyBook book, Flags flags) {
        this.policies = policies;
        this.book = book;
        this.flags = flags;
    }

    @GetMapping
    PolicyView policy(@PathVariable String environment) {
        flags.current(environment);
        return PolicyView.of(policies.of(environment), book.gates());
    }

    @PutMapping
    @Needs(Right.ADMINISTER)
    @Takes(Policy.class)
    PolicyView setPolicy(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        PolicyOrders.NewPolicy order = PolicyOrders.read(body, book.gates());
        policies.put(environment, order.policy(), order.reason(), caller.name());
        return policy(environment);
    }
}
