// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentApi.AcknowledgeIncidentRequest;
import dev.evenkeel.api.IncidentApi.AddAffectedItemsRequest;
import dev.evenkeel.api.IncidentApi.AddIncidentNoteRequest;
import dev.evenkeel.api.IncidentApi.AssignIncidentRoleRequest;
import dev.evenkeel.api.IncidentApi.CorrectAffectedItemRequest;
import dev.evenkeel.api.IncidentApi.DeclareIncidentRequest;
import dev.evenkeel.api.IncidentApi.DeclareIncidentResponse;
import dev.evenkeel.api.IncidentApi.EndIncidentRequest;
import dev.evenkeel.api.IncidentApi.HandOverIncidentRequest;
import dev.evenkeel.api.IncidentApi.HandoverSummaryResponse;
import dev.evenkeel.api.IncidentApi.IncidentDetailsFields;
import dev.evenkeel.api.IncidentApi.IncidentDetailsResponse;
import dev.evenkeel.api.IncidentApi.IncidentResponse;
import dev.evenkeel.api.IncidentApi.LinkChangeRequest;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentReviewRenderer;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.net.URI;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for incidents (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/incidents")
class IncidentController {
    private static final int MOST = 500;

    private final IncidentQueries incidents;
    private final IncidentUpdateService incidentUpdateService;
    private final IncidentDeclarationService incidentDeclarationService;
    private final IncidentResponseAssembler views;
    private final CommandHandoverService handing;

    IncidentController(
            IncidentQueries incidents,
            IncidentUpdateService incidentUpdateService,
            IncidentDeclarationService incidentDeclarationService,
            IncidentResponseAssembler views,
            CommandHandoverService handing) {
        this.incidents = incidents;
        this.incidentUpdateService = incidentUpdateService;
        this.incidentDeclarationService = incidentDeclarationService;
        this.views = views;
        this.handing = handing;
    }

    /// Lists incidents, newest first; with `open=true`, only open and mitigated ones.
    @GetMapping
    List<IncidentResponse> list(
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "100") int limit) {
        return incidents.listNewest(service, open, Math.clamp(limit, 1, MOST)).stream()
                .map(IncidentResponseAssembler::toSummary)
                .toList();
    }

    /// Declares an incident, or joins the open incident of the same service and change.
    @PostMapping
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiResponseSchema(status = {200, 201})
    ResponseEntity<DeclareIncidentResponse> declare(JsonRequest<DeclareIncidentRequest> body, Caller.Actor caller) {
        IncidentWriter.SignalResult taken = incidentDeclarationService.declare(body, caller.name());
        var declared = new DeclareIncidentResponse(
                toDetails(taken.incident()),
                taken.outcome(),
                incidentDeclarationService.listWarnings(taken.incident()));
        return taken.isNew()
                ? ResponseEntity.created(URI.create(
                                "/api/v1/incidents/" + taken.incident().id()))
                        .body(declared)
                : ResponseEntity.ok(declared);
    }

    /// Returns an incident with its timeline, suspected changes, follow-up checks and firing alerts.
    @GetMapping("/{id}")
    IncidentDetailsResponse get(@PathVariable String id) {
        return toDetails(incidents.get(id));
    }

    /// Returns the review of an incident as Markdown.
    @GetMapping("/{id}/review.md")
    @OpenApiResponseSchema(text = "text/markdown")
    ResponseEntity<String> getReview(@PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/markdown;charset=UTF-8"))
                .body(IncidentReviewRenderer.render(incidents.get(id), incidents.listTimeline(id)));
    }

    /// Updates the details of an incident; omitted fields keep their values.
    @PatchMapping("/{id}")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse edit(
            @PathVariable String id, JsonRequest<IncidentDetailsFields> body, Caller.Actor caller) {
        return toDetails(incidentUpdateService.edit(id, body, caller.name()));
    }

    /// Acknowledges an incident; the user becomes its commander unless one is assigned.
    @PostMapping("/{id}/acknowledge")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse acknowledge(
            @PathVariable String id, JsonRequest<AcknowledgeIncidentRequest> body, Caller.Actor caller) {
        return toDetails(incidentUpdateService.acknowledge(id, body, caller.name()));
    }

    /// Assigns an incident role to a user; replaces the user who had it.
    @PostMapping("/{id}/roles")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse assignRole(
            @PathVariable String id, JsonRequest<AssignIncidentRoleRequest> body, Caller.Actor caller) {
        return toDetails(incidentUpdateService.assignRole(id, body, caller.name()));
    }

    /// Adds a note to the timeline of an incident.
    @PostMapping("/{id}/notes")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse addNote(
            @PathVariable String id, JsonRequest<AddIncidentNoteRequest> body, Caller.Actor caller) {
        return toDetails(incidentUpdateService.addNote(id, body, caller.name()));
    }

    /// Marks an incident as mitigated; rejected if alerts are firing or required details are missing.
    @PostMapping("/{id}/mitigate")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse mitigate(
            @PathVariable String id, JsonRequest<EndIncidentRequest> body, Caller.Actor caller) {
        return toDetails(incidentUpdateService.mitigate(id, body, caller.name()));
    }

    /// Resolves an incident; rejected if alerts are firing or required details are missing.
    @PostMapping("/{id}/resolve")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse resolve(
            @PathVariable String id, JsonRequest<EndIncidentRequest> body, Caller.Actor caller) {
        return toDetails(incidentUpdateService.resolve(id, body, caller.name()));
    }

    /// Marks a resolved incident as reviewed; rejected if required details are missing.
    @PostMapping("/{id}/review")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse markReviewed(
            @PathVariable String id, JsonRequest<IncidentDetailsFields> body, Caller.Actor caller) {
        return toDetails(incidentUpdateService.markReviewed(id, body, caller.name()));
    }

    /// Links a change to an incident, with the reason for the link.
    @PostMapping("/{id}/changes")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse linkChange(
            @PathVariable String id, JsonRequest<LinkChangeRequest> body, Caller.Actor caller) {
        return toDetails(incidentUpdateService.linkChange(id, body, caller.name()));
    }

    /// Adds records with wrong amounts to an incident, which raises its severity to SEV1.
    @PostMapping("/{id}/affected-items")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse addAffectedItems(
            @PathVariable String id, JsonRequest<AddAffectedItemsRequest> body, Caller.Actor caller) {
        return toDetails(incidentUpdateService.addAffectedItems(id, body, caller.name()));
    }

    /// Records the correction of an affected record; replaces an earlier correction.
    @PostMapping("/{id}/corrections")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    IncidentDetailsResponse correctItem(
            @PathVariable String id, JsonRequest<CorrectAffectedItemRequest> body, Caller.Actor caller) {
        return toDetails(incidentUpdateService.correctItem(id, body, caller.name()));
    }

    /// Sets a new incident commander and returns a summary, which is added to the timeline.
    @PostMapping("/{id}/hand-over")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.ServiceSource.ANY)
    HandoverSummaryResponse handOver(
            @PathVariable String id, JsonRequest<HandOverIncidentRequest> body, Caller.Actor caller) {
        return new HandoverSummaryResponse(handing.handOver(id, body, caller.name()));
    }

    private IncidentDetailsResponse toDetails(Incident incident) {
        return views.toDetails(incident);
    }
}
