// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.server.flags.definition.DefinitionUpdate;
import dev.evenkeel.server.flags.definition.DefinitionUpdateResult;
import dev.evenkeel.server.flags.definition.EditApprovals;
import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.definition.HashRuleChangeValidator;
import dev.evenkeel.server.flags.definition.ParsedDefinition;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.schema.ResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Flags over HTTP, for people and scripts. Bodies are plain flagd JSON, or YAML where the content type
/// says so; revisions travel as ETag and If-Match.
@RestController
@RequestMapping("/api/v1/environments")
class FlagController {
    private final FlagService flags;

    FlagController(FlagService flags) {
        this.flags = flags;
    }

    record EnvironmentListResponse(List<String> environments) {}

    @GetMapping
    EnvironmentListResponse environments() {
        return new EnvironmentListResponse(flags.environments());
    }

    /// The author's definition; with `delivered=true` the one that services get.
    @GetMapping(path = "/{environment}/flags")
    @ResponseSchema(FlagSpec.Definition.class)
    ResponseEntity<byte[]> definition(
            @PathVariable String environment, @RequestParam(defaultValue = "false") boolean delivered) {
        EnvironmentSnapshot snapshot = flags.current(environment);
        String text = delivered ? snapshot.delivered() : snapshot.authored();
        return ResponseEntity.ok()
                .eTag(snapshot.etag())
                .contentType(MediaType.APPLICATION_JSON)
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Replaces the definition. `reason` goes into the ledger; `confirm=hash-rule` lets a new hash rule
    /// pass.
    @PutMapping("/{environment}/flags")
    @RequiresRight(Right.AUTHOR)
    @RequestSchema(
            value = FlagDefinitionRequests.PutDefinitionRequest.class,
            as = {"application/json", "application/yaml"})
    ResponseEntity<DefinitionUpdateResult> replace(
            @PathVariable String environment,
            RequestEntity<byte[]> request,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirm,
            Caller.Actor admin) {
        IfMatchRevisionParser.requireName(environment);
        DefinitionUpdate definition = new DefinitionUpdate(
                text(request), false, confirm.equals(HashRuleChangeValidator.CONFIRMATION), EditApprovals.NONE);
        DefinitionUpdateResult result = flags.replaceDefinition(
                environment, definition, expectedRevision(environment, request), admin.name(), reason);
        return ResponseEntity.ok()
                .eTag("\"" + environment + "-" + result.revision() + "\"")
                .body(result);
    }

    /// Says what a replacement would change, and changes nothing.
    @PutMapping(path = "/{environment}/flags", params = "dryRun=true")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.Scope.ANY)
    @RequestSchema(
            value = FlagDefinitionRequests.PutDefinitionRequest.class,
            as = {"application/json", "application/yaml"})
    DefinitionUpdateResult preview(@PathVariable String environment, RequestEntity<byte[]> request) {
        IfMatchRevisionParser.requireName(environment);
        return flags.previewDefinition(environment, text(request), expectedRevision(environment, request));
    }

    /// One flag as its author wrote it, and the split of the rollout or experiment that runs on it.
    @GetMapping("/{environment}/flags/{key}")
    @ResponseSchema(FlagResponse.class)
    ResponseEntity<JsonNode> flag(@PathVariable String environment, @PathVariable String key) {
        EnvironmentSnapshot snapshot = flags.current(environment);
        JsonNode flag = ParsedDefinition.stored(snapshot.authored()).flag(key);
        if (flag.isMissingNode()) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "There is no flag " + key + " in environment " + environment + ".",
                    "GET /api/v1/environments/" + environment + "/flags shows all.");
        }
        ObjectNode answer = ParsedDefinition.JSON.createObjectNode();
        answer.put("key", key).put("revision", snapshot.revision()).set("flag", flag);
        RunningSplit split = snapshot.splits().get(key);
        if (split != null) {
            answer.set("split", SplitSerializer.tree(split));
        }
        return ResponseEntity.ok().eTag(snapshot.etag()).body(answer);
    }

    private static String text(RequestEntity<byte[]> request) {
        byte[] body = request.getBody();
        if (body == null) {
            throw new RequestRefusedException(
                    ProblemCode.MALFORMED, "The body is empty.", "Send a flagd definition: {\"flags\":{…}}.");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        MediaType type = request.getHeaders().getContentType();
        try {
            return type != null && type.getSubtype().contains("yaml") ? YamlCodec.toJson(text) : text;
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(
                    ProblemCode.MALFORMED,
                    "The definition cannot be read: " + e.getMessage() + ".",
                    "Send a flagd definition as one YAML mapping.");
        }
    }

    private static @Nullable Long expectedRevision(String environment, RequestEntity<?> request) {
        return IfMatchRevisionParser.expected(environment, request.getHeaders().getFirst("If-Match"));
    }
}
