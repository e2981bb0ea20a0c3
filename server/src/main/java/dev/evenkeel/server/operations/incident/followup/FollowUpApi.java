// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.incident.IncidentBodies;
import dev.evenkeel.server.operations.incident.IncidentView;
import dev.evenkeel.server.operations.incident.IncidentViews;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Follow-ups of incidents over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/incidents/{id}/follow-ups")
class FollowUpApi {
    private final FollowUpOrders orders;
    private final IncidentViews views;

    FollowUpApi(FollowUpOrders orders, IncidentViews views) {
        this.orders = orders;
        this.views = views;
    }

    @PostMapping
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.FollowUp.class)
    IncidentView.Whole add(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return views.whole(orders.add(id, body, caller.name()));
    }

    @PostMapping("/{number}/check")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    IncidentView.Checked check(@PathVariable String id, @PathVariable int number, Caller.Actor caller) {
        return IncidentView.Checked.of(number, orders.check(id, number));
    }

    @PostMapping("/{number}/done")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.Done.class)
    IncidentView.Whole done(
            @PathVariable String id, @PathVariable int number, @RequestBody JsonNode body, Caller.Actor caller) {
        return views.whole(orders.done(id, number, body, caller.name()));
    }
}
