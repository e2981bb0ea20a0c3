// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.definition.DefinitionUpdateResult;
import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.schema.ResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.editing.FlagEditService.MemberEdit;
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
class DefinitionHistoryController {
    private static final int MOST = 500;

    private final FlagService flags;
    private final FlagEditService edits;
    private final FlagOwnerResolver owners;

    DefinitionHistoryController(FlagService flags, FlagEditService edits, FlagOwnerResolver owners) {
        this.owners = owners;
        this.flags = flags;
        this.edits = edits;
    }

    record HistoryResponse(List<DefinitionRevision> revisions) {}

    /// One side of a comparison.
    record Side(String environment, long revision) {}

    record ComparisonResponse(Side from, Side to, List<JsonDifference> differences) {}

    /// Changes of the definition, newest first.
    @GetMapping("/history")
    HistoryResponse history(
            @PathVariable String environment,
            @RequestParam(defaultValue = Long.MAX_VALUE + "") long before,
            @RequestParam(defaultValue = "50") int limit) {
        return new HistoryResponse(flags.history(environment, before, Math.clamp(limit, 1, MOST)));
    }

    /// The definition that was in force at a revision.
    @GetMapping("/history/{revision}")
    @ResponseSchema(FlagSpec.Definition.class)
    ResponseEntity<byte[]> definition(@PathVariable String environment, @PathVariable long revision) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(flags.definitionAt(environment, revision).getBytes(StandardCharsets.UTF_8));
    }

    /// How the environment's definition at `to` (default: now) differs from the one at `from`, or from the one
    /// that the environment `with` has now.
    @GetMapping("/diff")
    ComparisonResponse diff(
            @PathVariable String environment,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            @RequestParam(required = false) @Nullable String with) {
        if ((from == null) == (with == null)) {
            throw EditRequestParser.malformed("Give either from=REVISION or with=ENVIRONMENT to compare with.");
        }
        Side first = new Side(with == null ? environment : with, from == null ? current(with) : from);
        Side second = new Side(environment, to == null ? current(environment) : to);
        return new ComparisonResponse(first, second, JsonDifference.between(tree(first), tree(second)));
    }

    /// Goes back to the definition of revision `to`, or with `flag` takes just that flag from there.
    @PostMapping("/revert")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.Scope.BODY)
    @RequestSchema(FlagEditRequests.RevertDefinitionRequest.class)
    DefinitionUpdateResult revert(@PathVariable String environment, @RequestBody String body, Caller.Actor admin) {
        JsonNode order = EditRequestParser.object(body);
        if (!order.path("to").isIntegralNumber() || !order.path("to").canConvertToLong()) {
            throw EditRequestParser.malformed("\"to\" is missing, or no revision.");
        }
        JsonNode flagOnly = order.path("flag");
        admin.require(
                Right.AUTHOR,
                flagOnly.isString() ? owners.ofFlag(environment, flagOnly.asString()) : List.<String>of());
        String former = flags.definitionAt(environment, order.path("to").asLong());
        EditContext author = EditRequestParser.author(admin, order, null);
        if (order.path("flag").isMissingNode()) {
            MemberEdit whole = new MemberEdit(
                    List.of("flags"),
                    "flags.reverted",
                    "revision " + order.path("to").asLong());
            return edits.apply(environment, whole, current -> former, author);
        }
        String key = EditRequestParser.text(order, "flag");
        MemberEdit edit = MemberEdit.ofFlag(key, "flag.reverted");
        String flag = new JsonTextEditor(former).find(edit.path());
        return flag == null ? edits.remove(environment, edit, author) : edits.set(environment, edit, flag, author);
    }

    private long current(@Nullable String environment) {
        return environment == null ? 0 : flags.current(environment).revision();
    }

    private JsonNode tree(Side side) {
        return EditRequestParser.object(flags.definitionAt(side.environment(), side.revision()));
    }
}
