// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;

/// JSON schemas of flag usage reports.
final class FlagUsageRequestSchemas {
    private FlagUsageRequestSchemas() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportServedVariantsRequest(
            @JsonProperty(required = true) String instance,

            @JsonProperty(required = true) @JsonPropertyDescription("Served variants by flag.")
            Map<String, List<String>> flags) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReplaceCodeScanRequest(
            @JsonProperty(required = true) List<ReferencedFlag> flags,

            @JsonPropertyDescription("Keys of flags without references in code.")
            List<String> unreferenced,

            @JsonProperty(required = true) ScanTotals scanned) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReferencedFlag(
            @JsonProperty(required = true) String key,
            @JsonProperty(required = true) List<Place> references) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Place(
            @JsonProperty(required = true) String path,
            @JsonProperty(required = true) long line) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ScanTotals(
            @JsonProperty(required = true) long files,
            @JsonProperty(required = true) long bytes) {}
}
