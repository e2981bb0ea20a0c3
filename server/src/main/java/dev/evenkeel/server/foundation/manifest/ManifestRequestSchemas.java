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
            String set,
            String source,
            String reason,
            boolean prune,
            boolean takeOver,
            @JsonProperty(required = true) List<Document> objects) {}

    /// A document; GET /api/v1/manifests/schemas/KIND returns the complete schema of a kind.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Document(
            @JsonProperty(required = true) String apiVersion,
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) Metadata metadata,

            @JsonPropertyDescription("Spec of the object; its schema: GET /api/v1/manifests/schemas/KIND.")
            Object spec) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Metadata(@JsonProperty(required = true) String name, String environment) {}
}
