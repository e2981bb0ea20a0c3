// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.Replacement;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.editing.FlagEdits.Edit;
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

/// Segments: groups of subjects that flags share, each a named rule (flagd's `$evaluators`).
@RestController
@RequestMapping("/api/v1/environments/{environment}/segments")
class SegmentApi {
    static final String EVALUATORS = "$evaluators";

    private final Flags flags;
    private final FlagEdits edits;

    SegmentApi(Flags flags, FlagEdits edits) {
        this.flags = flags;
        this.edits = edits;
    }

    /// A segment and who uses it.
    ///
    /// @param flags keys of the flags whose rules name it
    /// @param segments names of the segments whose rules name it
    record Segment(String name, JsonNode rule, List<String> flags, List<String> segments) {}

    record Segments(List<Segment> segments) {}

    @GetMapping
    Segments segments(@PathVariable String environment) {
        ObjectNode definition = Requests.object(flags.current(environment).authored());
        JsonNode rules = definition.path(EVALUATORS);
        List<Segment> segments = new ArrayList<>();
        rules.propertyStream()
                .forEach(rule -> segments.add(new Segment(
                        rule.getKey(),
                        rule.getValue(),
                        users(definition.path("flags"), rule.getKey()),
                        users(rules, rule.getKey()))));
        return new Segments(segments);
    }

    /// Sets the segment to the rule in the body; makes it when it is new.
    @PutMapping("/{name}")
    @Needs(Right.AUTHOR)
    @Takes(value = Map.class, says = "A rule in JSON Logic as flagd has it.")
    Replacement put(
            @PathVariable String environment,
            @PathVariable String name,
            @RequestBody String body,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        Requests.object(body);
        return edits.set(environment, edit(name, "segment.set"), body.strip(), new Author(admin.name(), reason, null));
    }

    /// Refused while a rule uses it.
    @DeleteMapping("/{name}")
    @Needs(Right.AUTHOR)
    Replacement delete(
            @PathVariable String environment,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        Edit edit = edit(name, "segment.deleted");
        if (new JsonEdit(flags.current(environment).authored()).find(edit.path()) == null) {
            throw new NotFound(
                    ErrorCode.SEGMENT_NOT_FOUND,
                    "There is no segment " + name + " in environment " + environment + ".",
                    "GET /api/v1/environments/" + environment + "/segments shows all.");
        }
        return edits.remove(environment, edit, new Author(admin.name(), reason, null));
    }

    private static Edit edit(String name, String action) {
        return new Edit(List.of(EVALUATORS, name), action, "segments/" + name);
    }

    private static List<String> users(JsonNode all, String segment) {
        return all.propertyStream()
                .filter(each -> each.getValue().findValues("$ref").stream()
                        .anyMatch(name -> name.asString("").equals(segment)))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
