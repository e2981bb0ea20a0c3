// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.authoring;

import dev.evenkeel.server.access.Caller;
import dev.evenkeel.server.access.FlagOwners;
import dev.evenkeel.server.access.Needs;
import dev.evenkeel.server.access.Right;
import dev.evenkeel.server.authoring.FlagEdits.Edit;
import dev.evenkeel.server.flag.Flags;
import dev.evenkeel.server.flag.Replacement;
import dev.evenkeel.server.flag.RevisionTag;
import java.util.List;
import org.springframework.http.RequestEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// Puts several flags into a definition at once: all of them or none.
@RestController
@RequestMapping("/api/v1/environments/{environment}/flags")
class MergeApi {
    /// What of a definition is merged member by member.
    private static final List<String> PARTS = List.of("flags", "$evaluators", "metadata");

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
    Replacement merge(
            @PathVariable String environment,
            RequestEntity<String> request,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        String body = request.getBody();
        ObjectNode parts = Requests.object(body);
        requireRights(environment, parts, admin);
        Long expected = RevisionTag.expected(environment, request.getHeaders().getFirst("If-Match"));
        Edit edit = new Edit(List.of("flags"), "flags.merged", "flags");
        return edits.apply(
                environment,
                edit,
                definition -> merged(definition, String.valueOf(body), parts),
                new Author(admin.name(), reason, expected));
    }

    /// Says what a merge would change, and changes nothing.
    @PatchMapping(params = "dryRun=true")
    @Needs(value = Right.VIEW, scope = Needs.Scope.ANY)
    Replacement preview(@PathVariable String environment, RequestEntity<String> request) {
        ObjectNode parts = Requests.object(request.getBody());
        Long expected = RevisionTag.expected(environment, request.getHeaders().getFirst("If-Match"));
        String authored = flags.current(environment).authored();
        return flags.previewDefinition(
                environment, merged(authored, String.valueOf(request.getBody()), parts), expected);
    }

    /* Segments and metadata may change what any flag says. */
    private void requireRights(String environment, ObjectNode parts, Caller.Actor admin) {
        if (!parts.path("$evaluators").isEmpty() || !parts.path("metadata").isEmpty()) {
            admin.require(Right.AUTHOR, List.of());
        }
        parts.path("flags")
                .propertyNames()
                .forEach(flag -> admin.require(Right.AUTHOR, owners.ofFlag(environment, flag)));
    }

    private static String merged(String definition, String body, ObjectNode parts) {
        JsonEdit given = new JsonEdit(body);
        String merged = definition;
        for (String part : PARTS) {
            for (String name : parts.path(part).propertyNames()) {
                List<String> path = List.of(part, name);
                merged = new JsonEdit(merged).set(path, String.valueOf(given.find(path)));
            }
        }
        return merged;
    }
}
