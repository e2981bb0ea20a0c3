// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.api.SegmentApi.SegmentListResponse;
import dev.evenkeel.api.SegmentApi.SegmentResponse;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// HTTP endpoints for segments: named targeting rules that flags share (flagd's `$evaluators`).
@RestController
@RequestMapping("/api/v1/environments/{environment}/segments")
class SegmentController {
    static final String EVALUATORS = "$evaluators";

    private final FlagService flags;
    private final FlagEditService edits;

    SegmentController(FlagService flags, FlagEditService edits) {
        this.flags = flags;
        this.edits = edits;
    }

    /// Lists the segments of an environment and their users, in the order of the flag definition.
    @GetMapping
    SegmentListResponse list(@PathVariable String environment) {
        ObjectNode definition =
                DefinitionTextParser.parse(flags.getSnapshot(environment).authored());
        JsonNode rules = definition.path(EVALUATORS);
        List<SegmentResponse> segments = new ArrayList<>();
        rules.propertyStream()
                .forEach(rule -> segments.add(new SegmentResponse(
                        rule.getKey(),
                        rule.getValue(),
                        listUsers(definition.path("flags"), rule.getKey()),
                        listUsers(rules, rule.getKey()))));
        return new SegmentListResponse(segments);
    }

    /// Creates or replaces a segment with the targeting rule in the body.
    @PutMapping("/{name}")
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(value = Map.class, description = "Targeting rule in JSON Logic, as in flagd.")
    FlagSetUpdateResult put(
            @PathVariable String environment,
            @PathVariable String name,
            @RequestBody String body,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        FlagEdit edit =
                FlagEdit.set(pathOf(name), "segment.set", subjectOf(name), DefinitionTextParser.requireObject(body));
        return edits.apply(environment, edit, EditContext.of(admin.name(), reason, null))
                .result();
    }

    /// Deletes a segment; rejected while a flag or another segment refers to it.
    @DeleteMapping("/{name}")
    @RequiresRight(Right.AUTHOR)
    FlagSetUpdateResult delete(
            @PathVariable String environment,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        if (new JsonTextEditor(flags.getSnapshot(environment).authored()).find(pathOf(name)) == null) {
            throw new NotFoundException(
                    ProblemCode.SEGMENT_NOT_FOUND,
                    "Environment " + environment + " has no segment \"" + name + "\".",
                    "To list the segments: ./evenkeel segment list --environment " + environment);
        }
        return edits.apply(environment, removeSegment(name), EditContext.of(admin.name(), reason, null))
                .result();
    }

    /// Returns an edit that deletes a segment.
    static FlagEdit removeSegment(String name) {
        return FlagEdit.remove(pathOf(name), "segment.deleted", subjectOf(name));
    }

    private static List<String> pathOf(String name) {
        return List.of(EVALUATORS, name);
    }

    private static String subjectOf(String name) {
        return "segments/" + name;
    }

    private static List<String> listUsers(JsonNode all, String segment) {
        return all.propertyStream()
                .filter(each -> each.getValue().findValues("$ref").stream()
                        .anyMatch(name -> name.asString("").equals(segment)))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
