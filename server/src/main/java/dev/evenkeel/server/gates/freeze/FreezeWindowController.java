// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.files.freeze.FreezeCalendar;
import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints for the freeze calendar (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/freeze-windows")
class FreezeWindowController {
    private final FreezeWindowService freezes;

    FreezeWindowController(FreezeWindowService freezes) {
        this.freezes = freezes;
    }

    /// Lists all freeze windows, by name.
    @GetMapping
    FreezeCalendar get() {
        return new FreezeCalendar(freezes.list());
    }

    /// Replaces the whole freeze calendar with the windows in the body.
    @PutMapping
    @RequiresRight(Right.OPERATE)
    @OpenApiRequestBodySchema(FreezeCalendar.class)
    FreezeCalendar replace(
            @RequestBody JsonNode body, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return new FreezeCalendar(freezes.save(parse(body), true, reason, caller.name()));
    }

    /// Adds freeze windows; replaces windows with the same names and keeps all others.
    @PatchMapping
    @RequiresRight(Right.OPERATE)
    @OpenApiRequestBodySchema(FreezeCalendar.class)
    FreezeCalendar add(
            @RequestBody JsonNode body, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return new FreezeCalendar(freezes.save(parse(body), false, reason, caller.name()));
    }

    /// Deletes a freeze window.
    @DeleteMapping("/{name}")
    @RequiresRight(Right.OPERATE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        freezes.delete(name, reason, caller.name());
    }

    private static List<FreezeWindowDefinition> parse(JsonNode body) {
        var errors = new ValidationErrors();
        List<FreezeWindowDefinition> rules = FreezeCalendarCodec.decodeCalendar(body, errors);
        ValidationErrorMapper.throwIfAny(errors, "The freeze calendar was not changed.");
        return rules;
    }
}
