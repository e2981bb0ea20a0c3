// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// HTTP endpoints that return flag definitions as plain flagd JSON, with the revision as ETag.
@RestController
@RequestMapping("/api/v1/environments")
class FlagController {
    private final FlagService flags;

    FlagController(FlagService flags) {
        this.flags = flags;
    }

    record EnvironmentListResponse(List<String> environments) {}

    /// Lists the names of all environments, in alphabetical order.
    @GetMapping
    EnvironmentListResponse listEnvironments() {
        return new EnvironmentListResponse(flags.listEnvironments());
    }

    /// Returns the flag definition as authored or, with `delivered=true`, as services receive it.
    @GetMapping(path = "/{environment}/flags")
    @OpenApiResponseSchema(FlagSpec.FlagSetDefinition.class)
    ResponseEntity<byte[]> getDefinition(
            @PathVariable String environment, @RequestParam(defaultValue = "false") boolean delivered) {
        EnvironmentSnapshot snapshot = flags.getSnapshot(environment);
        String text = delivered ? snapshot.delivered() : snapshot.authored();
        return ResponseEntity.ok()
                .eTag(snapshot.etag())
                .contentType(MediaType.APPLICATION_JSON)
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns a flag as authored, with the split of the rollout or experiment that runs on it.
    @GetMapping("/{environment}/flags/{key}")
    @OpenApiResponseSchema(FlagResponse.class)
    ResponseEntity<JsonNode> getFlag(@PathVariable String environment, @PathVariable String key) {
        EnvironmentSnapshot snapshot = flags.getSnapshot(environment);
        JsonNode flag = ParsedFlagSet.ofStored(snapshot.authored()).flag(key);
        if (flag.isMissingNode()) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + key + "\".",
                    "To list the flags: ./evenkeel flag list --environment " + environment);
        }
        ObjectNode answer = ParsedFlagSet.JSON.createObjectNode();
        answer.put("key", key).put("revision", snapshot.revision()).set("flag", flag);
        RunningSplit split = snapshot.splits().get(key);
        if (split != null) {
            answer.set("split", RunningSplitJsonSerializer.toTree(split));
        }
        return ResponseEntity.ok().eTag(snapshot.etag()).body(answer);
    }
}
