// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;

/// JSON schemas of the request bodies about services.
final class ServiceCatalogRequestSchemas {
    private ServiceCatalogRequestSchemas() {}

    record PutServicesRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("services by key; omitted fields of a service keep their values")
            Map<String, ServiceManifestSpec> services) {}
}
