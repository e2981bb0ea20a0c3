// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.FlagSetUpdateResult;
import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.IfMatchRevisionParser;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import org.jspecify.annotations.Nullable;
import org.springframework.http.RequestEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints that edit one flag. All other text of the definition is unchanged.
@RestController
@RequestMapping("/api/v1/environments/{environment}/flags/{key}")
class FlagEditController {
    private final FlagService flags;
    private final FlagEditService edits;

    FlagEditController(FlagService flags, FlagEditService edits) {
        this.flags = flags;
        this.edits = edits;
    }

    /// Creates or replaces a flag; rejected if it removes variants that a rollout or experiment uses.
    @PutMapping
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(FlagSpec.class)
    FlagSetUpdateResult put(
            @PathVariable String environment,
            @PathVariable String key,
            RequestEntity<String> request,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        String flag = EditRequestParser.requireObjectText(request.getBody());
        String ifMatch = request.getHeaders().getFirst("If-Match");
        EditContext context = EditContext.of(admin.name(), reason, IfMatchRevisionParser.parse(environment, ifMatch));
        return edits.apply(environment, FlagEdit.setFlag(key, "flag.set", flag), context)
                .result();
    }

    /// Deletes a flag; rejected while a rollout, an experiment or another flag depends on it.
    @DeleteMapping
    @RequiresRight(Right.AUTHOR)
    FlagSetUpdateResult delete(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String reason,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller.Actor admin) {
        FlagEdit edit = FlagEdit.removeFlag(key, "flag.deleted").ofExistingFlag(environment, key);
        EditContext context = EditContext.of(admin.name(), reason, IfMatchRevisionParser.parse(environment, ifMatch));
        return edits.apply(environment, edit, context).result();
    }

    /// Disables a flag (kill switch): services use the default in their code; requires no approval.
    @PostMapping("/disable")
    @RequiresRight(value = Right.STOP, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(FlagEditRequestSchemas.ReasonRequest.class)
    FlagSetUpdateResult kill(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestBody(required = false) @Nullable String body,
            Caller.Actor admin) {
        return setState(environment, key, FlagEdit.disable(key), body, admin);
    }

    /// Enables a disabled flag, so that services evaluate it again.
    @PostMapping("/enable")
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(FlagEditRequestSchemas.ReasonRequest.class)
    FlagSetUpdateResult restore(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestBody(required = false) @Nullable String body,
            Caller.Actor admin) {
        return setState(environment, key, FlagEdit.enable(key), body, admin);
    }

    /// Copies a flag from another environment; replaces a flag with the same key.
    @PostMapping("/copy")
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(FlagEditRequestSchemas.CopyFlagRequest.class)
    FlagSetUpdateResult copy(
            @PathVariable String environment, @PathVariable String key, @RequestBody String body, Caller.Actor admin) {
        JsonNode order = EditRequestParser.parseObject(body);
        String from = EditRequestParser.requireText(order, "from");
        String flag = FlagEdit.requireFlag(from, key, flags.getSnapshot(from).authored());
        FlagEdit edit = FlagEdit.setFlag(key, "flag.copied", flag);
        return edits.apply(environment, edit, EditRequestParser.parseContext(admin, order))
                .result();
    }

    private FlagSetUpdateResult setState(
            String environment, String key, FlagEdit edit, @Nullable String body, Caller.Actor admin) {
        EditContext context = EditRequestParser.parseContext(admin, EditRequestParser.parseObject(body));
        return edits.apply(environment, edit.ofExistingFlag(environment, key), context)
                .result();
    }
}
