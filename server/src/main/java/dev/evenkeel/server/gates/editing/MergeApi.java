// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.Replacement;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.RevisionTag;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.editing.FlagEdits.Edit;
import java.util.List;
import org.springframework.http.RequestEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Puts several flags into a definition at once: all of them or none.
@RestController
@RequestMapping("/api/v1/environments/{environment}/flags")
class MergeApi {
    private final Flags flags;
    private final FlagEdits edits;
    private final FlagOwners owners;

    MergeApi(Flags flags, FlagEdits edits, FlagOwners owners) {
        this.owners = owners;
        this.flags = flags;
        this.edits = edits;
    }

    /// Sets every flag, segment and metadata of the body, a definition; all others stay.
    @PatchMapping
    @Needs(value = Right.AUTHOR, scope = Needs.Scope.BODY)
    @Takes(AuthoringBodies.Change.class)
    Replacement merge(
            @PathVariable String environment,
            RequestEntity<String> request,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        Patch patch = Patch.of(request.getBody(), List.of());
        patch.require(Right.AUTHOR, environment, owners, admin);
        Long expected = RevisionTag.expected(environment, request.getHeaders().getFirst("If-Match"));
        Edit edit = new Edit(List.of("flags"), "flags.merged", "flags");
        return edits.apply(environment, edit, patch::to, new Author(admin.name(), reason, expected));
    }

    /// Says what a merge would change, and changes nothing.
    @PatchMapping(params = "dryRun=true")
    @Needs(value = Right.VIEW, scope = Needs.Scope.ANY)
    @Takes(AuthoringBodies.Change.class)
    Replacement preview(@PathVariable String environment, RequestEntity<String> request) {
        Patch patch = Patch.of(request.getBody(), List.of());
        Long expected = RevisionTag.expected(environment, request.getHeaders().getFirst("If-Match"));
        String authored = flags.current(environment).authored();
        return flags.previewDefinition(environment, patch.to(authored), expected);
    }
}
