// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.api.ManifestApi.ApplyManifestsRequest;
import dev.evenkeel.api.ManifestApi.ApplyManifestsResponse;
import dev.evenkeel.api.ManifestApi.ExportManifestsResponse;
import dev.evenkeel.api.ManifestApi.ManifestDriftResponse;
import dev.evenkeel.api.ManifestApi.ManifestKindResponse;
import dev.evenkeel.api.ManifestApi.ManifestKindsResponse;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.nio.charset.StandardCharsets;
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

/// HTTP endpoints for manifests (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/manifests")
class ManifestController {
    private final ManifestService manifests;
    private final ManifestKindRegistry kinds;
    private final ManifestSchemaGenerator schemas;
    private final JsonRequestBinder binder;

    ManifestController(
            ManifestService manifests,
            ManifestKindRegistry kinds,
            ManifestSchemaGenerator schemas,
            JsonRequestBinder binder) {
        this.manifests = manifests;
        this.kinds = kinds;
        this.schemas = schemas;
        this.binder = binder;
    }

    /// Applies manifests, all or none; with `dryRun=true`, only previews the changes.
    @PostMapping
    @RequiresRight(
            value = {Right.AUTHOR, Right.OPERATE, Right.ADMINISTER},
            scope = RequiresRight.ServiceSource.BODY)
    @OpenApiRequestBodySchema(ApplyManifestsRequest.class)
    ApplyManifestsResponse apply(
            @RequestBody byte[] body, @RequestParam(defaultValue = "false") boolean dryRun, Caller.Actor caller) {
        var request = binder.bind(ApplyManifestsRequest.class, parseBody(body));
        return manifests.apply(ApplyRequest.parse(request, kinds), dryRun, caller);
    }

    /// Exports the current objects as manifests, in an order in which they can be applied.
    @GetMapping
    ExportManifestsResponse export(@RequestParam(required = false) @Nullable String kind) {
        if (kind != null) {
            requireKind(kind);
        }
        return new ExportManifestsResponse(manifests.export(kind));
    }

    /// Lists the objects applied from manifests of all sets or of one, and their changes since then, by
    /// kind and name.
    @GetMapping("/drift")
    ManifestDriftResponse listDrift(@RequestParam(required = false) @Nullable String set) {
        return new ManifestDriftResponse(manifests.listDrift().stream()
                .filter(one -> set == null || set.equals(one.set().name()))
                .toList());
    }

    /// Lists the kinds of manifests, by name.
    @GetMapping("/schemas")
    ManifestKindsResponse listKinds() {
        return new ManifestKindsResponse(manifests.listDescriptors().stream()
                .map(descriptor ->
                        new ManifestKindResponse(descriptor.apiVersion(), descriptor.kind(), descriptor.description()))
                .toList());
    }

    /// Returns the JSON Schema (2020-12) of a kind of manifest.
    @GetMapping("/schemas/{kind}")
    @OpenApiResponseSchema(Map.class)
    JsonNode getSchema(@PathVariable String kind) {
        return schemas.getSchema(requireKind(kind));
    }

    private KindDescriptor requireKind(String kind) {
        return manifests.listDescriptors().stream()
                .filter(descriptor -> descriptor.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.MANIFEST_KIND_NOT_FOUND,
                        "Unknown object kind \"" + kind + "\".",
                        "Allowed: "
                                + manifests.listDescriptors().stream()
                                        .map(KindDescriptor::kind)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static JsonNode parseBody(byte[] body) {
        try {
            return JsonTextParser.STRICT.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The request body is not valid JSON: " + e.getOriginalMessage(),
                    "Send {\"objects\":[...]}, or apply files: ./evenkeel apply -f PATH");
        }
    }
}
