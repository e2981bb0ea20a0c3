// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.api.RolloutApi.StartRolloutRequest;
import dev.evenkeel.api.RolloutApi.StartRolloutResponse;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutPostCommitProcessor;
import dev.evenkeel.server.rollouts.rollout.start.RolloutStartAndAbortService;
import dev.evenkeel.server.rollouts.rollout.start.StartedRolloutAdvisor;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint for starting rollouts (docs/reference/http-api.md).
@RestController
class StartRolloutController {
    private final RolloutStartAndAbortService rolloutCommands;
    private final RolloutResponseAssembler assembler;
    private final StartedRolloutAdvisor advice;
    private final FlagOwnerResolver owners;
    private final RolloutPostCommitProcessor postCommit;

    StartRolloutController(
            RolloutStartAndAbortService rolloutCommands,
            RolloutResponseAssembler assembler,
            StartedRolloutAdvisor advice,
            FlagOwnerResolver owners,
            RolloutPostCommitProcessor postCommit) {
        this.rolloutCommands = rolloutCommands;
        this.assembler = assembler;
        this.advice = advice;
        this.owners = owners;
        this.postCommit = postCommit;
    }

    /// Starts a rollout; rejected while another one runs on the flag or, by default, a gate is closed.
    @PostMapping("/api/v1/environments/{environment}/rollouts")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiResponseSchema(status = 201)
    ResponseEntity<StartRolloutResponse> start(
            @PathVariable String environment, JsonRequest<StartRolloutRequest> body, Caller.Actor caller) {
        StartRolloutRequest given = body.peek();
        caller.requireRight(
                Right.AUTHOR,
                owners.listOwningServices(environment, given == null || given.flag() == null ? "" : given.flag()));
        Rollout started = rolloutCommands.start(environment, body, caller.name());
        postCommit.publish(new RolloutChangedEvent(started.id(), true));
        return ResponseEntity.created(URI.create("/api/v1/rollouts/" + started.id()))
                .body(RolloutResponses.of(assembler.getDetail(started.id()), advice.advise(started)));
    }
}
