// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.ReviewText;
import dev.evenkeel.server.foundation.schema.Answers;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
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
class IncidentApi {
    private static final int MOST = 500;

    private final Incidents incidents;
    private final IncidentOrders orders;
    private final Declaring declaring;
    private final IncidentViews views;
    private final HandingOver handing;

    IncidentApi(
            Incidents incidents, IncidentOrders orders, Declaring declaring, IncidentViews views, HandingOver handing) {
        this.incidents = incidents;
        this.orders = orders;
        this.declaring = declaring;
        this.views = views;
        this.handing = handing;
    }

    /// What the next one in command gets.
    record HandedOver(String summary) {}

    @GetMapping
    List<IncidentView> list(
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "100") int limit) {
        return incidents.newest(service, open, Math.clamp(limit, 1, MOST)).stream()
                .map(IncidentView::of)
                .toList();
    }

    @PostMapping
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Answers(status = {200, 201})
    @Takes(IncidentBodies.Declaration.class)
    ResponseEntity<IncidentView.Declared> declare(@RequestBody JsonNode body, Caller.Actor caller) {
        IncidentBook.Taken taken = declaring.declare(body, caller.name());
        var declared = new IncidentView.Declared(
                whole(taken.incident()), taken.outcome(), declaring.warnings(taken.incident()));
        return taken.fresh()
                ? ResponseEntity.created(URI.create(
                                "/api/v1/incidents/" + taken.incident().id()))
                        .body(declared)
                : ResponseEntity.ok(declared);
    }

    @GetMapping("/{id}")
    IncidentView.Whole one(@PathVariable String id) {
        return whole(incidents.get(id));
    }

    @GetMapping("/{id}/review.md")
    @Answers(text = "text/markdown")
    ResponseEntity<String> review(@PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/markdown;charset=UTF-8"))
                .body(ReviewText.of(incidents.get(id), incidents.timeline(id)));
    }

    @PatchMapping("/{id}")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.Details.class)
    IncidentView.Whole edit(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.edit(id, body, caller.name()));
    }

    @PostMapping("/{id}/acknowledge")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.Person.class)
    IncidentView.Whole acknowledge(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return whole(orders.acknowledge(id, body, caller.name()));
    }

    @PostMapping("/{id}/join")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.Person.class)
    IncidentView.Whole join(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return whole(orders.join(id, body, caller.name()));
    }

    @PostMapping("/{id}/roles")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.Assignment.class)
    IncidentView.Whole role(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.role(id, body, caller.name()));
    }

    @PostMapping("/{id}/notes")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.Note.class)
    IncidentView.Whole note(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.note(id, body, caller.name()));
    }

    @PostMapping("/{id}/mitigate")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.End.class)
    IncidentView.Whole mitigate(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return whole(orders.mitigate(id, body, caller.name()));
    }

    @PostMapping("/{id}/resolve")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.End.class)
    IncidentView.Whole resolve(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return whole(orders.resolve(id, body, caller.name()));
    }

    @PostMapping("/{id}/review")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.Step.class)
    IncidentView.Whole reviewed(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return whole(orders.review(id, body, caller.name()));
    }

    @PostMapping("/{id}/changes")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.Link.class)
    IncidentView.Whole link(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.link(id, body, caller.name()));
    }

    @PostMapping("/{id}/affected")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.Affected.class)
    IncidentView.Whole affect(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.affect(id, body, caller.name()));
    }

    @PostMapping("/{id}/corrections")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.Correction.class)
    IncidentView.Whole correct(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return whole(orders.correct(id, body, caller.name()));
    }

    @PostMapping("/{id}/hand-over")
    @Needs(value = Right.RESPOND, scope = Needs.Scope.ANY)
    @Takes(IncidentBodies.HandOver.class)
    HandedOver handOver(@PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return new HandedOver(handing.handOver(id, body, caller.name()));
    }

    private IncidentView.Whole whole(Incident incident) {
        return views.whole(incident);
    }
}
