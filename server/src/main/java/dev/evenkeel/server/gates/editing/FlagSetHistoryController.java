// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagApi.ComparedRevision;
import dev.evenkeel.api.FlagApi.FlagSetComparisonResponse;
import dev.evenkeel.api.FlagApi.FlagSetHistoryResponse;
import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.api.FlagApi.RevertFlagSetRequest;
import dev.evenkeel.api.FlagSpec;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints for the definition history of an environment: past definitions, differences between revisions
/// or environments, and reverts.
@RestController
@RequestMapping("/api/v1/environments/{environment}")
class FlagSetHistoryController {
    private static final int MOST = 500;

    private final FlagService flags;
    private final FlagEditService edits;
    private final FlagOwnerResolver owners;

    FlagSetHistoryController(FlagService flags, FlagEditService edits, FlagOwnerResolver owners) {
        this.owners = owners;
        this.flags = flags;
        this.edits = edits;
    }

    /// Lists the changes of the flag definition of an environment, newest first.
    @GetMapping("/revisions")
    FlagSetHistoryResponse listHistory(
            @PathVariable String environment,
            @RequestParam(defaultValue = Long.MAX_VALUE + "") long before,
            @RequestParam(defaultValue = "50") int limit) {
        return new FlagSetHistoryResponse(flags.listHistory(environment, before, Math.clamp(limit, 1, MOST)));
    }

    /// Returns the flag definition of an environment at a revision, as authored.
    @GetMapping("/revisions/{revision}")
    @OpenApiResponseSchema(FlagSpec.FlagSetDefinition.class)
    ResponseEntity<byte[]> getDefinition(@PathVariable String environment, @PathVariable long revision) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(flags.getDefinitionAt(environment, revision).getBytes(StandardCharsets.UTF_8));
    }

    /// Compares a flag definition with an earlier revision or with that of another environment. The definition at
    /// `to` (default: now) is compared with `from`, or with the current definition of the environment in the query.
    @GetMapping("/diff")
    FlagSetComparisonResponse compare(
            @PathVariable String environment,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            @RequestParam(name = "environment", required = false) @Nullable String other) {
        if ((from == null) == (other == null)) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The flags to compare with are missing or ambiguous.",
                    "Specify either from=REVISION or environment=ENVIRONMENT.");
        }
        ComparedRevision first =
                new ComparedRevision(other == null ? environment : other, from == null ? current(other) : from);
        ComparedRevision second = new ComparedRevision(environment, to == null ? current(environment) : to);
        return new FlagSetComparisonResponse(first, second, JsonDiff.compare(tree(first), tree(second)));
    }

    /// Reverts the flag definition, or one flag, to an earlier revision; rollouts keep their exposure.
    @PostMapping("/revert")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    FlagSetUpdateResult revert(
            @PathVariable String environment, JsonRequest<RevertFlagSetRequest> body, Caller.Actor admin) {
        RevertFlagSetRequest request = body.orThrow("The flags were not reverted.");
        String key = request.flag();
        admin.requireRight(Right.AUTHOR, key == null ? List.of() : owners.listOwningServices(environment, key));
        String former = flags.getDefinitionAt(environment, request.revision());
        return edits.apply(environment, revertTo(former, request), EditContext.of(admin, request.reason()))
                .result();
    }

    private static FlagEdit revertTo(String former, RevertFlagSetRequest request) {
        String key = request.flag();
        if (key == null) {
            return new FlagEdit(
                    List.of("flags"), "flags.reverted", "revision " + request.revision(), current -> former);
        }
        String flag = new JsonTextEditor(former).find(FlagEdit.pathOf(key));
        return flag == null ? FlagEdit.removeFlag(key, "flag.reverted") : FlagEdit.setFlag(key, "flag.reverted", flag);
    }

    private long current(@Nullable String environment) {
        return environment == null ? 0 : flags.getSnapshot(environment).revision();
    }

    private JsonNode tree(ComparedRevision side) {
        return DefinitionTextParser.parse(flags.getDefinitionAt(side.environment(), side.revision()));
    }
}
