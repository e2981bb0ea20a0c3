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
            @JsonPropertyDescription("why, for the ledger") String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CreateEnvironmentRequest(
            @JsonProperty(required = true) String name,

            @JsonPropertyDescription("environment whose flags it begins with")
            String from,

            @JsonPropertyDescription("why, for the ledger") String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CopyFlagRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("environment to take the flag from")
            String from,

            @JsonPropertyDescription("why, for the ledger") String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RevertFlagSetRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("revision to go back to")
            long revision,

            @JsonPropertyDescription("its key, for one flag only")
            String flag,

            @JsonPropertyDescription("why, for the ledger") String reason) {}

    /// A scheduled change: a time, and a variant or a targeting rule.
    record AddScheduledChangeRequest(
            @JsonProperty(required = true) Instant at,
            @JsonPropertyDescription("a variant") String serve,
            @JsonPropertyDescription("a rule in JSON Logic") Object targeting,
            @JsonPropertyDescription("why, for the ledger") String reason) {}

    /// A partial definition to set; all members are optional.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record FlagSetPatchRequest(
            Map<String, FlagSpec> flags,
            @JsonProperty("$evaluators") @Nullable Map<String, Object> segments,
            @Nullable Map<String, Object> metadata) {}

    record CreateProposalRequest(
            @JsonPropertyDescription("what is to be set") @Nullable
            FlagSetPatchRequest patch,

            @JsonPropertyDescription("keys of flags that are to go")
            List<String> removedFlags,

            String changeClass,
            String onBehalfOf,
            @JsonProperty(required = true) String reason) {}

    record ApproveProposalRequest(
            String onBehalfOf,
            @JsonPropertyDescription("why, for the ledger") String reason) {}
}
