// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutPostCommitProcessor;
import dev.evenkeel.server.rollouts.rollout.start.PreparedChangeCatalog;
import dev.evenkeel.server.rollouts.rollout.start.RolloutStartAndAbortService;
import dev.evenkeel.server.rollouts.rollout.start.StartedRolloutAdvisor;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The endpoint for starting rollouts (docs/reference/http-api.md).
@RestController
class StartRolloutController {
    private final RolloutStartAndAbortService rolloutCommands;
    private final RolloutResponseAssembler assembler;
    private final StartedRolloutAdvisor advice;
    private final FlagOwnerResolver owners;
    private final PreparedChangeCatalog changes;
    private final RolloutPostCommitProcessor postCommit;

    StartRolloutController(
            RolloutStartAndAbortService rolloutCommands,
            RolloutResponseAssembler assembler,
            StartedRolloutAdvisor advice,
            FlagOwnerResolver owners,
            PreparedChangeCatalog changes,
            RolloutPostCommitProcessor postCommit) {
        this.rolloutCommands = rolloutCommands;
        this.assembler = assembler;
        this.advice = advice;
        this.owners = owners;
        this.changes = changes;
        this.postCommit = postCommit;
    }

    /// Starts a rollout; rejected while another one runs on the flag or, by default, a gate is closed.
    @PostMapping("/api/v1/environments/{environment}/rollouts")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiResponseSchema(status = 201)
    @OpenApiRequestBodySchema(RolloutRequestSchemas.StartRolloutBody.class)
    ResponseEntity<StartRolloutResponse> start(
            @PathVariable String environment, @RequestBody JsonNode order, Caller.Actor caller) {
        caller.requireRight(
                Right.AUTHOR,
                owners.listOwningServices(environment, order.path("flag").asString("")));
        Rollout started = rolloutCommands.start(environment, changes.mergePrepared(environment, order), caller.name());
        postCommit.publish(new RolloutChangedEvent(started.id(), true));
        return ResponseEntity.created(URI.create("/api/v1/rollouts/" + started.id()))
                .body(StartRolloutResponse.of(assembler.getDetail(started.id()), advice.advise(started)));
    }
}
