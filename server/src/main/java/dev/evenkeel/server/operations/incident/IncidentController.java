// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentReviewRenderer;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.schema.ResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Incidents over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/incidents")
class IncidentController {
    private static final int MOST = 500;

    private final IncidentService incidents;
    private final IncidentUpdateService orders;
    private final IncidentDeclarationService declaring;
    private final IncidentResponseAssembler views;
    private final CommandHandoverService handing;

    IncidentController(
            IncidentService incidents,
            IncidentUpdateService orders,
            IncidentDeclarationService declaring,
            IncidentResponseAssembler views,
            CommandHandoverService handing) {
        this.incidents = incidents;
        this.orders = orders;
        this.declaring = declaring;
        this.views = views;
        this.handing = handing;
    }

    /// What the next one in command gets.
    record HandoverResponse(String summary) {}

    @GetMapping
    List<IncidentResponse> list(
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "100") int limit) {
        return incidents.newest(service, open, Math.clamp(limit, 1, MOST)).stream()
                .map(IncidentResponse::of)
                .toList();
    }

    @PostMapping
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @ResponseSchema(status = {200, 201})
    @RequestSchema(IncidentRequestSchemas.DeclareIncidentRequest.class)
    ResponseEntity<IncidentResponse.DeclarationResponse> declare(@RequestBody JsonNode body, Caller.Actor caller) {
        IncidentWriter.SignalResult taken = declaring.declare(body, caller.name());
        var declared = new IncidentResponse.DeclarationResponse(
                whole(taken.incident()), taken.outcome(), declaring.warnings(taken.incident()));
        return taken.fresh()
                ? ResponseEntity.created(URI.create(
                                "/api/v1/incidents/" + taken.incident().id()))
                        .body(declared)
                : ResponseEntity.ok(declared);
    }

    @GetMapping("/{id}")
    IncidentResponse.IncidentDetailsResponse one(@PathVariable String id) {
        return whole(incidents.get(id));
    }

    @GetMapping("/{id}/review.md")
    @ResponseSchema(text = "text/markdown")
    ResponseEntity<String> review(@PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/markdown;charset=UTF-8"))
                .body(IncidentReviewRenderer.of(incidents.get(id), incidents.timeline(id)));
    }

    @PatchMapping("/{id}")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.IncidentDetailsFields.class)
    IncidentResponse.IncidentDetailsResponse edit(
            @PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.edit(id, body, caller.name()));
    }

    @PostMapping("/{id}/acknowledge")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.JoinIncidentRequest.class)
    IncidentResponse.IncidentDetailsResponse acknowledge(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return whole(orders.acknowledge(id, body, caller.name()));
    }

    @PostMapping("/{id}/join")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.JoinIncidentRequest.class)
    IncidentResponse.IncidentDetailsResponse join(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return whole(orders.join(id, body, caller.name()));
    }

    @PostMapping("/{id}/roles")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.AssignRoleRequest.class)
    IncidentResponse.IncidentDetailsResponse role(
            @PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.role(id, body, caller.name()));
    }

    @PostMapping("/{id}/notes")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.AddNoteRequest.class)
    IncidentResponse.IncidentDetailsResponse note(
            @PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.note(id, body, caller.name()));
    }

    @PostMapping("/{id}/mitigate")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.EndIncidentRequest.class)
    IncidentResponse.IncidentDetailsResponse mitigate(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return whole(orders.mitigate(id, body, caller.name()));
    }

    @PostMapping("/{id}/resolve")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.EndIncidentRequest.class)
    IncidentResponse.IncidentDetailsResponse resolve(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return whole(orders.resolve(id, body, caller.name()));
    }

    @PostMapping("/{id}/review")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.AdvanceIncidentRequest.class)
    IncidentResponse.IncidentDetailsResponse reviewed(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return whole(orders.review(id, body, caller.name()));
    }

    @PostMapping("/{id}/changes")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.LinkChangeRequest.class)
    IncidentResponse.IncidentDetailsResponse link(
            @PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.link(id, body, caller.name()));
    }

    @PostMapping("/{id}/affected")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.AddAffectedItemsRequest.class)
    IncidentResponse.IncidentDetailsResponse affect(
            @PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.affect(id, body, caller.name()));
    }

    @PostMapping("/{id}/corrections")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.CorrectItemRequest.class)
    IncidentResponse.IncidentDetailsResponse correct(
            @PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.correct(id, body, caller.name()));
    }

    @PostMapping("/{id}/hand-over")
    @RequiresRight(value = Right.RESPOND, scope = RequiresRight.Scope.ANY)
    @RequestSchema(IncidentRequestSchemas.HandoverRequest.class)
    HandoverResponse handOver(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return new HandoverResponse(handing.handOver(id, body, caller.name()));
    }

    private IncidentResponse.IncidentDetailsResponse whole(Incident incident) {
        return views.whole(incident);
    }
}
