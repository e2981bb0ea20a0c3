// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.api.FlagSpec;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.server.flags.definition.FlagSetState;
import dev.evenkeel.server.flags.definition.HashRuleChangeValidator;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.IfMatchRevisionParser;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints that replace a definition or merge several flags into it, all or none. Bodies are plain flagd
/// JSON; a replacement is YAML when the content type declares it. Revisions are sent as ETag and If-Match.
@RestController
@RequestMapping("/api/v1/environments/{environment}/flags")
class FlagSetEditController {
    private final FlagService flags;
    private final FlagEditService edits;
    private final FlagOwnerResolver owners;

    FlagSetEditController(FlagService flags, FlagEditService edits, FlagOwnerResolver owners) {
        this.owners = owners;
        this.flags = flags;
        this.edits = edits;
    }

    /// Replaces the flag definition of an environment; creates the environment if it does not exist. `reason`
    /// is stored in the audit log; `confirm=hash-rule-change` accepts a new hash rule.
    @PutMapping
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(
            value = FlagSpec.NewFlagSet.class,
            mediaTypes = {"application/json", "application/yaml"})
    ResponseEntity<FlagSetUpdateResult> replace(
            @PathVariable String environment,
            RequestEntity<byte[]> request,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirm,
            Caller.Actor admin) {
        IfMatchRevisionParser.requireEnvironmentName(environment);
        EditContext context = new EditContext(
                admin.name(),
                reason,
                expectedRevision(environment, request),
                confirm.equals(HashRuleChangeValidator.CONFIRMATION),
                EditApprovalStatus.NONE);
        FlagSetUpdateResult result =
                edits.replace(environment, parseDefinition(request), context).result();
        return ResponseEntity.ok()
                .eTag("\"" + environment + "-" + result.revision() + "\"")
                .body(result);
    }

    /// Previews a replacement of the flag definition; changes nothing.
    @PutMapping(params = "dryRun=true")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(
            value = FlagSpec.NewFlagSet.class,
            mediaTypes = {"application/json", "application/yaml"})
    FlagSetUpdateResult previewReplacement(@PathVariable String environment, RequestEntity<byte[]> request) {
        IfMatchRevisionParser.requireEnvironmentName(environment);
        Long expected = expectedRevision(environment, request);
        ParsedFlagSet next = parseDefinition(request);
        return flags.planUpdate(flags.getStateOrEmpty(environment), next, expected)
                .result();
    }

    /// Creates or replaces the flags, segments and metadata in the body, all or none; keeps all others.
    @PatchMapping
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiRequestBodySchema(FlagSpec.PartialFlagSet.class)
    FlagSetUpdateResult merge(
            @PathVariable String environment,
            RequestEntity<String> request,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor admin) {
        FlagSetPatch patch = FlagSetPatch.of(request.getBody(), List.of());
        patch.requireRight(Right.AUTHOR, environment, owners, admin);
        EditContext context = EditContext.of(admin.name(), reason, expectedRevision(environment, request));
        return edits.apply(environment, FlagEdit.merge(patch), context).result();
    }

    /// Previews a merge of flags, segments and metadata; changes nothing.
    @PatchMapping(params = "dryRun=true")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(FlagSpec.PartialFlagSet.class)
    FlagSetUpdateResult previewMerge(@PathVariable String environment, RequestEntity<String> request) {
        FlagSetPatch patch = FlagSetPatch.of(request.getBody(), List.of());
        Long expected = expectedRevision(environment, request);
        FlagSetState current = flags.getState(environment);
        return flags.planUpdate(
                        current,
                        FlagEdit.merge(patch).applyTo(current.definition().text()),
                        expected)
                .result();
    }

    private static ParsedFlagSet parseDefinition(RequestEntity<byte[]> request) {
        byte[] body = request.getBody();
        if (body == null) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The request body is empty.",
                    "Send a definition in flagd format: {\"flags\":{…}}.");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        MediaType type = request.getHeaders().getContentType();
        boolean yaml = type != null && type.getSubtype().contains("yaml");
        return ParsedFlagSet.parse(yaml ? toJson(text) : text);
    }

    private static String toJson(String yaml) {
        try {
            return YamlCodec.toJson(yaml);
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
