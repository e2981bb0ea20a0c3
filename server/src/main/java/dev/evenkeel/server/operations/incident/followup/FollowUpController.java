// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.operations.incident.IncidentRequestSchemas;
import dev.evenkeel.server.operations.incident.IncidentResponse;
import dev.evenkeel.server.operations.incident.IncidentResponseAssembler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

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
    @OpenApiRequestBodySchema(IncidentRequestSchemas.AddFollowUpRequest.class)
    IncidentResponse.IncidentDetailsResponse add(
            @PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return views.toDetails(followUpService.add(id, body, caller.name()));
    }

    /// Runs the check of a follow-up now and returns the result; rejected if it has no check.
    @PostMapping("/{number}/check")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentResponse.FollowUpCheckResponse check(
            @PathVariable String id, @PathVariable int number, Caller.Actor caller) {
        return IncidentResponse.FollowUpCheckResponse.of(number, followUpService.check(id, number));
    }

    /// Completes a follow-up; rejected if its check does not pass, unless the check is skipped.
    @PostMapping("/{number}/complete")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(IncidentRequestSchemas.CompleteFollowUpRequest.class)
    IncidentResponse.IncidentDetailsResponse complete(
            @PathVariable String id, @PathVariable int number, @RequestBody JsonNode body, Caller.Actor caller) {
        return views.toDetails(followUpService.complete(id, number, body, caller.name()));
    }
}
