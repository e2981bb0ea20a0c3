// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.FlagSetUpdateResult;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.IfMatchRevisionParser;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.editing.FlagEditService.FlagSetEntryEdit;
import java.util.List;
import org.springframework.http.RequestEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints that merge several flags into a definition, all or none.
@RestController
@RequestMapping("/api/v1/environments/{environment}/flags")
class BulkFlagEditController {
    private final FlagService flags;
    private final FlagEditService edits;
    private final FlagOwnerResolver owners;

    BulkFlagEditController(FlagService flags, FlagEditService edits, FlagOwnerResolver owners) {
        this.owners = owners;
        this.flags = flags;
        this.edits = edits;
    }

    /// Creates or replaces the flags, segments and metadata in the body, all or none; keeps all others.
    @PatchMapping
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiRequestBodySchema(FlagEditRequestSchemas.FlagSetPatchRequest.class)
    FlagSetUpdateResult merge(
            @PathVariable String environment,
            RequestEntity<String> request,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        FlagSetPatch patch = FlagSetPatch.of(request.getBody(), List.of());
        patch.requireRight(Right.AUTHOR, environment, owners, admin);
        Long expected =
                IfMatchRevisionParser.parse(environment, request.getHeaders().getFirst("If-Match"));
        FlagSetEntryEdit edit = new FlagSetEntryEdit(List.of("flags"), "flags.merged", "flags");
        return edits.apply(environment, edit, patch::applyTo, new EditContext(admin.name(), reason, expected));
    }

    /// Previews a merge of flags, segments and metadata; changes nothing.
    @PatchMapping(params = "dryRun=true")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(FlagEditRequestSchemas.FlagSetPatchRequest.class)
    FlagSetUpdateResult preview(@PathVariable String environment, RequestEntity<String> request) {
        FlagSetPatch patch = FlagSetPatch.of(request.getBody(), List.of());
        Long expected =
                IfMatchRevisionParser.parse(environment, request.getHeaders().getFirst("If-Match"));
        String authored = flags.getSnapshot(environment).authored();
        return flags.previewDefinition(environment, patch.applyTo(authored), expected);
    }
}
