// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.server.flags.definition.EditApprovalStatus;
import dev.evenkeel.server.flags.definition.FlagSetUpdateRequest;
import dev.evenkeel.server.flags.definition.FlagSetUpdateResult;
import dev.evenkeel.server.flags.definition.FlagSpec;
import dev.evenkeel.server.flags.definition.HashRuleChangeValidator;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
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

/// HTTP endpoints for flag definitions. Bodies are plain flagd JSON, or YAML when the content type declares it;
/// revisions are sent as ETag and If-Match.
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

    /// Replaces the flag definition of an environment; creates the environment if it does not exist. `reason`
    /// is stored in the audit log; `confirm=hash-rule-change` accepts a new hash rule.
    @PutMapping("/{environment}/flags")
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(
            value = FlagDefinitionRequestSchemas.PutFlagSetRequest.class,
            mediaTypes = {"application/json", "application/yaml"})
    ResponseEntity<FlagSetUpdateResult> replace(
            @PathVariable String environment,
            RequestEntity<byte[]> request,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirm,
            Caller.Actor admin) {
        IfMatchRevisionParser.requireEnvironmentName(environment);
        FlagSetUpdateRequest definition = new FlagSetUpdateRequest(
                readText(request),
                false,
                confirm.equals(HashRuleChangeValidator.CONFIRMATION),
                EditApprovalStatus.NONE);
        FlagSetUpdateResult result = flags.replaceDefinition(
                environment, definition, expectedRevision(environment, request), admin.name(), reason);
        return ResponseEntity.ok()
                .eTag("\"" + environment + "-" + result.revision() + "\"")
                .body(result);
    }

    /// Previews a replacement of the flag definition; changes nothing.
    @PutMapping(path = "/{environment}/flags", params = "dryRun=true")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(
            value = FlagDefinitionRequestSchemas.PutFlagSetRequest.class,
            mediaTypes = {"application/json", "application/yaml"})
    FlagSetUpdateResult preview(@PathVariable String environment, RequestEntity<byte[]> request) {
        IfMatchRevisionParser.requireEnvironmentName(environment);
        return flags.previewDefinition(environment, readText(request), expectedRevision(environment, request));
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

    private static String readText(RequestEntity<byte[]> request) {
        byte[] body = request.getBody();
        if (body == null) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The request body is empty.",
                    "Send a definition in flagd format: {\"flags\":{…}}.");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        MediaType type = request.getHeaders().getContentType();
        try {
            return type != null && type.getSubtype().contains("yaml") ? YamlCodec.toJson(text) : text;
        } catch (IllegalArgumentException e) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The definition is not valid YAML: " + e.getMessage() + ".",
                    "Send a definition in flagd format as one YAML mapping.");
        }
    }

    private static @Nullable Long expectedRevision(String environment, RequestEntity<?> request) {
        return IfMatchRevisionParser.parse(environment, request.getHeaders().getFirst("If-Match"));
    }
}
