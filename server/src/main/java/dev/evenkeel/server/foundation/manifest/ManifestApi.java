// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

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
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Objects as files over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/manifests")
class ManifestApi {
    private final Manifests manifests;
    private final ObjectKinds kinds;
    private final ObjectSchemas schemas;

    ManifestApi(Manifests manifests, ObjectKinds kinds, ObjectSchemas schemas) {
        this.manifests = manifests;
        this.kinds = kinds;
        this.schemas = schemas;
    }

    record Documents(List<ObjectNode> objects) {}

    record Standing(List<Drift> objects) {}

    /// A kind of document.
    record Form(String apiVersion, String kind, String says) {}

    record Forms(List<Form> kinds) {}

    /// Puts the documents of the body into force: all or none. With `dryRun=true` it says what that would change.
    @PostMapping
    @Needs(
            value = {Right.AUTHOR, Right.OPERATE, Right.ADMINISTER},
            scope = Needs.Scope.BODY)
    @Takes(ManifestBodies.Order.class)
    Manifests.Outcome apply(
            @RequestBody byte[] body, @RequestParam(defaultValue = "false") boolean dryRun, Caller.Actor caller) {
        return manifests.apply(ApplyOrder.read(read(body), kinds), dryRun, caller);
    }

    @GetMapping
    Documents export(@RequestParam(required = false) @Nullable String kind) {
        if (kind != null) {
            require(kind);
        }
        return new Documents(manifests.export(kind));
    }

    @GetMapping("/drift")
    Standing drift() {
        return new Standing(manifests.drift());
    }

    @GetMapping("/schemas")
    Forms forms() {
        return new Forms(manifests.forms().stream()
                .map(form -> new Form(form.apiVersion(), form.kind(), form.says()))
                .toList());
    }

    @GetMapping("/schemas/{kind}")
    @Answers(Map.class)
    JsonNode schema(@PathVariable String kind) {
        return schemas.of(require(kind));
    }

    private ObjectForm require(String kind) {
        return manifests.forms().stream()
                .filter(form -> form.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        ErrorCode.KIND_NOT_FOUND,
                        "There is no kind \"" + kind + "\" of objects.",
                        "Use one of "
                                + manifests.forms().stream()
                                        .map(ObjectForm::kind)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static JsonNode read(byte[] body) {
        try {
            return ManifestJson.EXACT.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new Refused(
                    ErrorCode.MALFORMED,
                    "The body cannot be read: " + e.getOriginalMessage(),
                    "Send {\"objects\":[...]} as JSON; ./evenkeel apply reads files.");
        }
    }
}
