// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import static dev.evenkeel.server.gates.editing.FlagEdits.Edit.ofFlag;

import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.definition.Replacement;
import dev.evenkeel.server.flags.flag.RevisionTag;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.editing.FlagEdits.Edit;
import java.util.List;
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

/// Edits of one flag over HTTP. Everything else in the definition stays as it was written.
@RestController
@RequestMapping("/api/v1/environments/{environment}/flags/{key}")
class FlagEditApi {
    private final FlagEdits edits;

    FlagEditApi(FlagEdits edits) {
        this.edits = edits;
    }

    /// Sets the flag to the body; makes it when it is new.
    @PutMapping
    @Needs(Right.AUTHOR)
    @Takes(FlagSpec.class)
    Replacement put(
            @PathVariable String environment,
            @PathVariable String key,
            RequestEntity<String> request,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        Requests.object(request.getBody());
        String ifMatch = request.getHeaders().getFirst("If-Match");
        Author author = new Author(admin.name(), reason, RevisionTag.expected(environment, ifMatch));
        String flag = String.valueOf(request.getBody()).strip();
        return edits.set(environment, ofFlag(key, "flag.set"), flag, author);
    }

    @DeleteMapping
    @Needs(Right.AUTHOR)
    Replacement delete(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String reason,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller.Actor admin) {
        edits.flag(environment, key);
        Author author = new Author(admin.name(), reason, RevisionTag.expected(environment, ifMatch));
        return edits.remove(environment, ofFlag(key, "flag.deleted"), author);
    }

    /// The kill switch: from now on services use the default of their own code.
    @PostMapping("/kill")
    @Needs(value = Right.STOP, scope = Needs.Scope.ANY)
    @Takes(AuthoringBodies.Why.class)
    Replacement kill(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestBody(required = false) @Nullable String body,
            Caller.Actor admin) {
        return setState(
                environment, key, "DISABLED", "flag.killed", Requests.author(admin, Requests.object(body), null));
    }

    /// Takes a kill back.
    @PostMapping("/restore")
    @Needs(Right.AUTHOR)
    @Takes(AuthoringBodies.Why.class)
    Replacement restore(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestBody(required = false) @Nullable String body,
            Caller.Actor admin) {
        return setState(
                environment, key, "ENABLED", "flag.restored", Requests.author(admin, Requests.object(body), null));
    }

    /// Takes the flag over from another environment.
    @PostMapping("/copy")
    @Needs(Right.AUTHOR)
    @Takes(AuthoringBodies.Copy.class)
    Replacement copy(
            @PathVariable String environment, @PathVariable String key, @RequestBody String body, Caller.Actor admin) {
        JsonNode order = Requests.object(body);
        String flag = edits.flag(Requests.text(order, "from"), key);
        return edits.set(environment, ofFlag(key, "flag.copied"), flag, Requests.author(admin, order, null));
    }

    private Replacement setState(String environment, String key, String state, String action, Author author) {
        edits.flag(environment, key);
        Edit edit = new Edit(List.of("flags", key, "state"), action, key);
        return edits.set(environment, edit, "\"" + state + "\"", author);
    }
}
