// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.definition.Replacement;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.schema.Answers;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.editing.FlagEdits.Edit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What an environment's definition was, how it differs from what it was or from another environment's, and the
/// way back.
@RestController
@RequestMapping("/api/v1/environments/{environment}")
class HistoryApi {
    private static final int MOST = 500;

    private final Flags flags;
    private final FlagEdits edits;
    private final FlagOwners owners;

    HistoryApi(Flags flags, FlagEdits edits, FlagOwners owners) {
        this.owners = owners;
        this.flags = flags;
        this.edits = edits;
    }

    record History(List<DefinitionRevision> revisions) {}

    /// One side of a comparison.
    record Side(String environment, long revision) {}

    record Comparison(Side from, Side to, List<Difference> differences) {}

    /// Changes of the definition, newest first.
    @GetMapping("/history")
    History history(
            @PathVariable String environment,
            @RequestParam(defaultValue = Long.MAX_VALUE + "") long before,
            @RequestParam(defaultValue = "50") int limit) {
        return new History(flags.history(environment, before, Math.clamp(limit, 1, MOST)));
    }

    /// The definition that was in force at a revision.
    @GetMapping("/history/{revision}")
    @Answers(FlagSpec.Definition.class)
    ResponseEntity<byte[]> definition(@PathVariable String environment, @PathVariable long revision) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(flags.definitionAt(environment, revision).getBytes(StandardCharsets.UTF_8));
    }

    /// How the environment's definition at `to` (default: now) differs from the one at `from`, or from the one
    /// that the environment `with` has now.
    @GetMapping("/diff")
    Comparison diff(
            @PathVariable String environment,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            @RequestParam(required = false) @Nullable String with) {
        if ((from == null) == (with == null)) {
            throw Requests.malformed("Give either from=REVISION or with=ENVIRONMENT to compare with.");
        }
        Side first = new Side(with == null ? environment : with, from == null ? current(with) : from);
        Side second = new Side(environment, to == null ? current(environment) : to);
        return new Comparison(first, second, Difference.between(tree(first), tree(second)));
    }

    /// Goes back to the definition of revision `to`, or with `flag` takes just that flag from there.
    @PostMapping("/revert")
    @Needs(value = Right.AUTHOR, scope = Needs.Scope.BODY)
    @Takes(AuthoringBodies.Revert.class)
    Replacement revert(@PathVariable String environment, @RequestBody String body, Caller.Actor admin) {
        JsonNode order = Requests.object(body);
        if (!order.path("to").isIntegralNumber() || !order.path("to").canConvertToLong()) {
            throw Requests.malformed("\"to\" is missing, or no revision.");
        }
        JsonNode flagOnly = order.path("flag");
        admin.require(
                Right.AUTHOR,
                flagOnly.isString() ? owners.ofFlag(environment, flagOnly.asString()) : List.<String>of());
        String former = flags.definitionAt(environment, order.path("to").asLong());
        Author author = Requests.author(admin, order, null);
        if (order.path("flag").isMissingNode()) {
            Edit whole = new Edit(
                    List.of("flags"),
                    "flags.reverted",
                    "revision " + order.path("to").asLong());
            return edits.apply(environment, whole, current -> former, author);
        }
        String key = Requests.text(order, "flag");
        Edit edit = Edit.ofFlag(key, "flag.reverted");
        String flag = new JsonEdit(former).find(edit.path());
        return flag == null ? edits.remove(environment, edit, author) : edits.set(environment, edit, flag, author);
    }

    private long current(@Nullable String environment) {
        return environment == null ? 0 : flags.current(environment).revision();
    }

    private JsonNode tree(Side side) {
        return Requests.object(flags.definitionAt(side.environment(), side.revision()));
    }
}
