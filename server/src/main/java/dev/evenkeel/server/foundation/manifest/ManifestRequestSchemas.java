// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/// JSON schemas of apply requests.
final class ManifestRequestSchemas {
    private ManifestRequestSchemas() {}

    record ApplyManifestsRequest(
            @JsonPropertyDescription("name of the manifest set, such as payments; default: default")
            String set,

            @JsonPropertyDescription("origin of the files, such as fintech/payments@4f1c")
            String source,

            @JsonPropertyDescription("reason, for the audit log")
            String reason,

            @JsonPropertyDescription("whether to delete objects of the set that are not in the request; default false")
            boolean prune,

            @JsonPropertyDescription("whether to take over objects that belong to other sets; default false")
            boolean takeOver,

            @JsonProperty(required = true) @JsonPropertyDescription("at most 5,000 manifests")
            List<Document> objects) {}

    /// A document; GET /api/v1/manifests/schemas/KIND returns the complete schema of a kind.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Document(
            @JsonProperty(required = true) @JsonPropertyDescription("such as evenkeel.dev/v1")
            String apiVersion,

            @JsonProperty(required = true) @JsonPropertyDescription("a kind of GET /api/v1/manifests/schemas")
            String kind,

            @JsonProperty(required = true) Metadata metadata,

            @JsonPropertyDescription("spec of the object; its schema: GET /api/v1/manifests/schemas/KIND")
            Object spec) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Metadata(
            @JsonProperty(required = true) @JsonPropertyDescription("name of the object")
            String name,

            @JsonPropertyDescription("environment, for kinds of an environment; default: default")
            String environment) {}
}
