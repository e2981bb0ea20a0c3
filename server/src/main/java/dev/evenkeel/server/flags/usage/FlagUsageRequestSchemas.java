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
            @JsonProperty(required = true) @JsonPropertyDescription("instance ID of the process")
            String instance,

            @JsonProperty(required = true)
            @JsonPropertyDescription("served variants by flag; an empty name is the caller's default")
            Map<String, List<String>> flags) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReplaceCodeScanRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("flags with references in code")
            List<ReferencedFlag> flags,

            @JsonPropertyDescription("keys of flags without references in code")
            List<String> unreferenced,

            @JsonProperty(required = true) @JsonPropertyDescription("size of the scan")
            ScanTotals scanned) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReferencedFlag(
            @JsonProperty(required = true) String key,

            @JsonProperty(required = true) @JsonPropertyDescription("places in code that name the key")
            List<Place> references) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Place(
            @JsonProperty(required = true) @JsonPropertyDescription("path of the file in the repository")
            String path,

            @JsonProperty(required = true) @JsonPropertyDescription("line number")
            long line) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ScanTotals(
            @JsonProperty(required = true) @JsonPropertyDescription("number of scanned files")
            long files,

            @JsonProperty(required = true) @JsonPropertyDescription("number of scanned bytes")
            long bytes) {}
}
