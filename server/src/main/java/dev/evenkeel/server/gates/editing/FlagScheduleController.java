// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.FlagSetUpdateResult;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
    @OpenApiRequestBodySchema(FlagEditRequestSchemas.AddScheduledChangeRequest.class)
    FlagSetUpdateResult add(
            @PathVariable String environment, @PathVariable String key, @RequestBody String body, Caller.Actor admin) {
        ObjectNode change = EditRequestParser.parseObject(body);
        Instant at = instant(EditRequestParser.requireText(change, "at"));
        EditContext context = EditRequestParser.parseContext(admin, change);
        change.remove("reason");
        FlagEdit edit = edit(
                environment,
                key,
                "flag.scheduled",
                schedule -> without(schedule, at).add(change));
        return edits.apply(environment, edit, context).result();
    }

    /// Deletes the change of a flag that is scheduled for a time; no effect if there is none.
    @DeleteMapping
    @RequiresRight(Right.AUTHOR)
    FlagSetUpdateResult remove(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestParam String at,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        Instant moment = instant(at);
        FlagEdit edit = edit(environment, key, "flag.unscheduled", schedule -> without(schedule, moment));
        return edits.apply(environment, edit, EditContext.of(admin.name(), reason, null))
                .result();
    }

    private static FlagEdit edit(String environment, String key, String action, UnaryOperator<ArrayNode> change) {
        return new FlagEdit(pathOf(key), action, key, definition -> withSchedule(environment, key, definition, change));
    }

    private static List<String> pathOf(String key) {
        return List.of("flags", key, SCHEDULE);
    }

    private static String withSchedule(
            String environment, String key, String definition, UnaryOperator<ArrayNode> change) {
        JsonNode written = EditRequestParser.parseObject(FlagEdit.requireFlag(environment, key, definition))
                .path(SCHEDULE);
        ArrayNode schedule = written instanceof ArrayNode array ? array : EditRequestParser.JSON.createArrayNode();
        ArrayNode changed = change.apply(schedule);
        JsonTextEditor text = new JsonTextEditor(definition);
        return changed.isEmpty()
                ? text.remove(pathOf(key))
                : text.set(pathOf(key), EditRequestParser.JSON.writeValueAsString(changed));
    }

    private static ArrayNode without(ArrayNode schedule, Instant moment) {
        ArrayNode rest = EditRequestParser.JSON.createArrayNode();
        schedule.valueStream()
                .filter(each -> !instant(each.path("at").asString("")).equals(moment))
                .forEach(rest::add);
        return rest;
    }

    private static Instant instant(String at) {
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw EditRequestParser.malformed(
                    "Invalid time \"" + at + "\"; use a time with a UTC offset, such as 2027-01-31T09:00:00Z.");
        }
    }
}
