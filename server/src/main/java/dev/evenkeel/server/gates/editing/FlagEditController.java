// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagApi.CopyFlagRequest;
import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.api.FlagApi.SetFlagStateRequest;
import dev.evenkeel.api.FlagSpec;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.IfMatchRevisionParser;
import dev.evenkeel.server.foundation.request.JsonRequest;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

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
        String flag = DefinitionTextParser.requireObject(request.getBody());
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
    FlagSetUpdateResult kill(
            @PathVariable String environment,
            @PathVariable String key,
            JsonRequest<SetFlagStateRequest> body,
            Caller.Actor admin) {
        return setState(environment, key, FlagEdit.disable(key), body, admin);
    }

    /// Enables a disabled flag, so that services evaluate it again.
    @PostMapping("/enable")
    @RequiresRight(Right.AUTHOR)
    FlagSetUpdateResult restore(
            @PathVariable String environment,
            @PathVariable String key,
            JsonRequest<SetFlagStateRequest> body,
            Caller.Actor admin) {
        return setState(environment, key, FlagEdit.enable(key), body, admin);
    }

    /// Copies a flag from another environment; replaces a flag with the same key.
    @PostMapping("/copy")
    @RequiresRight(Right.AUTHOR)
    FlagSetUpdateResult copy(
            @PathVariable String environment,
            @PathVariable String key,
            JsonRequest<CopyFlagRequest> body,
            Caller.Actor admin) {
        CopyFlagRequest request = body.orThrow("The flag was not copied.");
        String from = request.from();
        String flag = FlagEdit.requireFlag(from, key, flags.getSnapshot(from).authored());
        FlagEdit edit = FlagEdit.setFlag(key, "flag.copied", flag);
        return edits.apply(environment, edit, EditContext.of(admin, request.reason()))
                .result();
    }

    private FlagSetUpdateResult setState(
            String environment, String key, FlagEdit edit, JsonRequest<SetFlagStateRequest> body, Caller.Actor admin) {
        SetFlagStateRequest request = body.orThrow("The flag was not changed.");
        return edits.apply(environment, edit.ofExistingFlag(environment, key), EditContext.of(admin, request.reason()))
                .result();
    }
}
