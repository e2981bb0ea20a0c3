// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.api.IncidentApi.AddFollowUpRequest;
import dev.evenkeel.api.IncidentApi.CompleteFollowUpRequest;
import dev.evenkeel.api.IncidentApi.FollowUpCheckResponse;
import dev.evenkeel.api.IncidentApi.IncidentDetailsResponse;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.incident.IncidentResponseAssembler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for follow-ups of incidents (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/incidents/{id}/follow-ups")
class FollowUpController {
    private final FollowUpService followUpService;
    private final IncidentResponseAssembler views;

    FollowUpController(FollowUpService followUpService, IncidentResponseAssembler views) {
        this.followUpService = followUpService;
        this.views = views;
    }

    /// Adds a follow-up to an incident, with an automatic check or a description of how to verify it.
    @PostMapping
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse add(@PathVariable String id, JsonRequest<AddFollowUpRequest> body, Caller.Actor caller) {
        return views.toDetails(followUpService.add(id, body, caller.name()));
    }

    /// Runs the check of a follow-up now and returns the result; rejected if it has no check.
    @PostMapping("/{number}/check")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    FollowUpCheckResponse check(@PathVariable String id, @PathVariable int number, Caller.Actor caller) {
        return IncidentResponseAssembler.toCheck(number, followUpService.check(id, number));
    }

    /// Completes a follow-up; rejected if its check does not pass, unless the check is skipped.
    @PostMapping("/{number}/complete")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse complete(
            @PathVariable String id,
            @PathVariable int number,
            JsonRequest<CompleteFollowUpRequest> body,
            Caller.Actor caller) {
        return views.toDetails(followUpService.complete(id, number, body, caller.name()));
    }
}
