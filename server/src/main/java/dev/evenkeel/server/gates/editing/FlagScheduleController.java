// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagApi.AddScheduledChangeRequest;
import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// HTTP endpoints for scheduled changes of a flag. They are part of its definition, so each service applies
/// them on time, even without a connection to the server.
@RestController
@RequestMapping("/api/v1/environments/{environment}/flags/{key}/scheduled-changes")
class FlagScheduleController {
    private static final String SCHEDULE = "schedule";

    private final FlagEditService edits;

    FlagScheduleController(FlagEditService edits) {
        this.edits = edits;
    }

    /// Schedules a change of a flag; replaces a change that is scheduled for the same time.
    @PostMapping
    @RequiresRight(Right.AUTHOR)
    FlagSetUpdateResult add(
            @PathVariable String environment,
            @PathVariable String key,
            JsonRequest<AddScheduledChangeRequest> body,
            Caller.Actor admin) {
        AddScheduledChangeRequest request = body.orThrow("The change was not scheduled.");
        FlagEdit edit = edit(
                environment,
                key,
                "flag.scheduled",
                schedule -> without(schedule, request.at().toInstant()).add(toChange(request)));
        return edits.apply(environment, edit, EditContext.of(admin, request.reason()))
                .result();
    }

    /// Deletes the change of a flag that is scheduled for a time; no effect if there is none.
    @DeleteMapping
    @RequiresRight(Right.AUTHOR)
    FlagSetUpdateResult remove(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestParam Instant at,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        FlagEdit edit = edit(environment, key, "flag.unscheduled", schedule -> without(schedule, at));
        return edits.apply(environment, edit, EditContext.of(admin, reason)).result();
    }

    private static ObjectNode toChange(AddScheduledChangeRequest request) {
        ObjectNode change =
                FlagJsonMappers.EXACT.createObjectNode().put("at", request.at().toString());
        if (request.serve() != null) {
            change.put("serve", request.serve());
        }
        if (request.targeting() != null) {
            change.set("targeting", request.targeting());
        }
        return change;
    }

    private static FlagEdit edit(String environment, String key, String action, UnaryOperator<ArrayNode> change) {
        return new FlagEdit(pathOf(key), action, key, definition -> withSchedule(environment, key, definition, change));
    }

    private static List<String> pathOf(String key) {
        return List.of("flags", key, SCHEDULE);
    }

    private static String withSchedule(
            String environment, String key, String definition, UnaryOperator<ArrayNode> change) {
        JsonNode written = DefinitionTextParser.parse(FlagEdit.requireFlag(environment, key, definition))
                .path(SCHEDULE);
        ArrayNode schedule = written instanceof ArrayNode array ? array : FlagJsonMappers.EXACT.createArrayNode();
        ArrayNode changed = change.apply(schedule);
        JsonTextEditor text = new JsonTextEditor(definition);
        return changed.isEmpty()
                ? text.remove(pathOf(key))
                : text.set(pathOf(key), FlagJsonMappers.EXACT.writeValueAsString(changed));
    }

    private static ArrayNode without(ArrayNode schedule, Instant at) {
        ArrayNode rest = FlagJsonMappers.EXACT.createArrayNode();
        schedule.valueStream()
                .filter(change -> !OffsetDateTime.parse(change.path("at").asString(""))
                        .toInstant()
                        .equals(at))
                .forEach(rest::add);
        return rest;
    }
}
