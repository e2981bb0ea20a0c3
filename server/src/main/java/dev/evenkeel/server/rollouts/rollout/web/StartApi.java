// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.server.foundation.schema.Answers;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutChanged;
import dev.evenkeel.server.rollouts.rollout.guard.Aftermath;
import dev.evenkeel.server.rollouts.rollout.start.PersonalOrders;
import dev.evenkeel.server.rollouts.rollout.start.PreparedChanges;
import dev.evenkeel.server.rollouts.rollout.start.StartAdvice;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Starts of rollouts over HTTP (docs/reference/http-api.md).
@RestController
class StartApi {
    private final PersonalOrders orders;
    private final RolloutViews views;
    private final StartAdvice advice;
    private final FlagOwners owners;
    private final PreparedChanges changes;
    private final Aftermath aftermath;

    StartApi(
            PersonalOrders orders,
            RolloutViews views,
            StartAdvice advice,
            FlagOwners owners,
            PreparedChanges changes,
            Aftermath aftermath) {
        this.orders = orders;
        this.views = views;
        this.advice = advice;
        this.owners = owners;
        this.changes = changes;
        this.aftermath = aftermath;
    }

    @PostMapping("/api/v1/environments/{environment}/rollouts")
    @Needs(value = Right.AUTHOR, scope = Needs.Scope.BODY)
    @Answers(status = 201)
    @Takes(RolloutBodies.Start.class)
    ResponseEntity<StartedJson> start(
            @PathVariable String environment, @RequestBody JsonNode order, Caller.Actor caller) {
        caller.require(
                Right.AUTHOR, owners.ofFlag(environment, order.path("flag").asString("")));
        Rollout started = orders.start(environment, changes.whole(environment, order), caller.name());
        aftermath.tell(new RolloutChanged(started.id(), true));
        return ResponseEntity.created(URI.create("/api/v1/rollouts/" + started.id()))
                .body(StartedJson.of(views.whole(started.id()), advice.on(started)));
    }
}
