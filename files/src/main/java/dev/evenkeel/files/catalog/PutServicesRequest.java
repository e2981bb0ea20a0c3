// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Creates or updates several services.
public record PutServicesRequest(
        @JsonProperty(required = true)
        @JsonPropertyDescription("services by key; omitted fields of a service keep their values")
        Map<String, ServicePatch> services) {
    /// Parses a request.
    ///
    /// @param errors receives all validation errors; with any, the result must not be used
    public static PutServicesRequest parse(JsonNode body, ValidationErrors errors) {
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("services"));
        JsonObjectReader listed = fields.object("services");
        Map<String, ServicePatch> services = new LinkedHashMap<>();
        if (listed.object() == null) {
            fields.addError("services", "is missing", "send an object with one member per service");
        } else {
            listed.object()
                    .propertyStream()
                    .forEach(entry -> services.put(
                            entry.getKey(),
                            ServicePatch.parse(
                                    entry.getKey(), entry.getValue(), listed.pointerTo(entry.getKey()), errors)));
        }
        return new PutServicesRequest(services);
    }
}
