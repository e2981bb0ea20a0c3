// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.files.plan.PreviewJson;
import dev.evenkeel.files.plan.PreviewOrder;
import dev.evenkeel.server.access.Needs;
import dev.evenkeel.server.access.Right;
import dev.evenkeel.server.platform.RequestFaults;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What plans can do, over HTTP (docs/reference/http-api.md). Changes nothing.
@RestController
class PreviewApi {
    private final Previews previews;

    PreviewApi(Previews previews) {
        this.previews = previews;
    }

    @PostMapping("/api/v1/rollout-previews")
    @Needs(value = Right.VIEW, scope = Needs.Scope.ANY)
    PreviewJson preview(@RequestBody JsonNode body) {
        var faults = new Faults();
        PreviewOrder order = PreviewOrder.read(body, faults);
        RequestFaults.throwIfAny(faults, "Nothing was previewed.");
        if (order == null) {
            throw new IllegalStateException("an order without a fault cannot be read: " + body);
        }
        return PreviewJson.of(previews.of(order.plan(), order.traffic()));
    }
}
