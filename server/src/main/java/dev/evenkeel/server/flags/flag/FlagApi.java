// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.files.yaml.YamlText;
import dev.evenkeel.server.flags.definition.Consent;
import dev.evenkeel.server.flags.definition.DefinitionText;
import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.definition.HashRuleGuard;
import dev.evenkeel.server.flags.definition.NewDefinition;
import dev.evenkeel.server.flags.definition.Replacement;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.problems.Refused;
import dev.evenkeel.server.foundation.schema.Answers;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
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
class FlagApi {
    private final Flags flags;

    FlagApi(Flags flags) {
        this.flags = flags;
    }

    record Environments(List<String> environments) {}

    @GetMapping
    Environments environments() {
        return new Environments(flags.environments());
    }

    /// The author's definition; with `delivered=true` the one that services get.
    @GetMapping(path = "/{environment}/flags")
    @Answers(FlagSpec.Definition.class)
    ResponseEntity<byte[]> definition(
            @PathVariable String environment, @RequestParam(defaultValue = "false") boolean delivered) {
        Snapshot snapshot = flags.current(environment);
        String text = delivered ? snapshot.delivered() : snapshot.authored();
        return ResponseEntity.ok()
                .eTag(snapshot.etag())
                .contentType(MediaType.APPLICATION_JSON)
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Replaces the definition. `reason` goes into the ledger; `confirm=hash-rule` lets a new hash rule
    /// pass.
    @PutMapping("/{environment}/flags")
    @Needs(Right.AUTHOR)
    @Takes(
            value = FlagBodies.Definition.class,
            as = {"application/json", "application/yaml"})
    ResponseEntity<Replacement> replace(
            @PathVariable String environment,
            RequestEntity<byte[]> request,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirm,
            Caller.Actor admin) {
        RevisionTag.requireName(environment);
        NewDefinition definition =
                new NewDefinition(text(request), false, confirm.equals(HashRuleGuard.CONFIRMATION), Consent.NONE);
        Replacement result = flags.replaceDefinition(
                environment, definition, expectedRevision(environment, request), admin.name(), reason);
        return ResponseEntity.ok()
                .eTag("\"" + environment + "-" + result.revision() + "\"")
                .body(result);
    }

    /// Says what a replacement would change, and changes nothing.
    @PutMapping(path = "/{environment}/flags", params = "dryRun=true")
    @Needs(value = Right.VIEW, scope = Needs.Scope.ANY)
    @Takes(
            value = FlagBodies.Definition.class,
            as = {"application/json", "application/yaml"})
    Replacement preview(@PathVariable String environment, RequestEntity<byte[]> request) {
        RevisionTag.requireName(environment);
        return flags.previewDefinition(environment, text(request), expectedRevision(environment, request));
    }

    /// One flag as its author wrote it, and the split of the rollout or experiment that runs on it.
    @GetMapping("/{environment}/flags/{key}")
    @Answers(ShownFlag.class)
    ResponseEntity<JsonNode> flag(@PathVariable String environment, @PathVariable String key) {
        Snapshot snapshot = flags.current(environment);
        JsonNode flag = DefinitionText.stored(snapshot.authored()).flag(key);
        if (flag.isMissingNode()) {
            throw new NotFound(
                    ErrorCode.FLAG_NOT_FOUND,
                    "There is no flag " + key + " in environment " + environment + ".",
                    "GET /api/v1/environments/" + environment + "/flags shows all.");
        }
        ObjectNode answer = DefinitionText.JSON.createObjectNode();
        answer.put("key", key).put("revision", snapshot.revision()).set("flag", flag);
        RunningSplit split = snapshot.splits().get(key);
        if (split != null) {
            answer.set("split", SplitJson.tree(split));
        }
        return ResponseEntity.ok().eTag(snapshot.etag()).body(answer);
    }

    private static String text(RequestEntity<byte[]> request) {
        byte[] body = request.getBody();
        if (body == null) {
            throw new Refused(ErrorCode.MALFORMED, "The body is empty.", "Send a flagd definition: {\"flags\":{…}}.");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        MediaType type = request.getHeaders().getContentType();
        try {
            return type != null && type.getSubtype().contains("yaml") ? YamlText.toJson(text) : text;
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    ErrorCode.MALFORMED,
                    "The definition cannot be read: " + e.getMessage() + ".",
                    "Send a flagd definition as one YAML mapping.");
        }
    }

    private static @Nullable Long expectedRevision(String environment, RequestEntity<?> request) {
        return RevisionTag.expected(environment, request.getHeaders().getFirst("If-Match"));
    }
}
