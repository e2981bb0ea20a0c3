// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;

/// What bodies of requests about services consist of, for their schemas.
final class ServiceCatalogRequestSchemas {
    private ServiceCatalogRequestSchemas() {}

    record ReplaceServicesRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("by their keys")
            Map<String, ServiceManifestSpec> services) {}
}
