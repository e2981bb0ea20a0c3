// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.server.flags.definition.FlagSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Request bodies of the flag endpoints, as types for the OpenAPI document.
final class FlagEditRequestSchemas {
    private FlagEditRequestSchemas() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReasonRequest(
            @JsonPropertyDescription("Reason, stored in the audit log.")
            String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CreateEnvironmentRequest(
            @JsonProperty(required = true) String name,

            @JsonPropertyDescription("Environment to copy the flags from.")
            String from,

            @JsonPropertyDescription("Reason, stored in the audit log.")
            String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CopyFlagRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("Environment to copy the flag from.")
            String from,

            @JsonPropertyDescription("Reason, stored in the audit log.")
            String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RevertFlagSetRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("Revision to revert to.")
            long revision,

            @JsonPropertyDescription("Key of a flag, to revert only that flag.")
            String flag,

            @JsonPropertyDescription("Reason, stored in the audit log.")
            String reason) {}

    /// A scheduled change: a time, and a variant or a targeting rule.
    record AddScheduledChangeRequest(
            @JsonProperty(required = true) Instant at,
            @JsonPropertyDescription("Variant to serve.") String serve,

            @JsonPropertyDescription("Targeting rule in JSON Logic.")
            Object targeting,

            @JsonPropertyDescription("Reason, stored in the audit log.")
            String reason) {}

    /// A partial definition to set; all members are optional.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record FlagSetPatchRequest(
            Map<String, FlagSpec> flags,
            @JsonProperty("$evaluators") @Nullable Map<String, Object> segments,
            @Nullable Map<String, Object> metadata) {}

    record CreateProposalRequest(
            @JsonPropertyDescription("Flags, segments and metadata to create or update.") @Nullable
            FlagSetPatchRequest patch,

            @JsonPropertyDescription("Keys of flags to delete.")
            List<String> removedFlags,

            String changeClass,
            String onBehalfOf,
            @JsonProperty(required = true) String reason) {}

    record ApproveProposalRequest(
            String onBehalfOf,

            @JsonPropertyDescription("Reason, stored in the audit log.")
            String reason) {}
}
