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
            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CreateEnvironmentRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("1 to 64 letters, digits, dots, hyphens and underscores")
            String name,

            @JsonPropertyDescription("environment to copy the flags from; default: no flags")
            String from,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record CopyFlagRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("environment to copy the flag from")
            String from,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RevertFlagSetRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("revision to revert to")
            long revision,

            @JsonPropertyDescription("key of a flag, to revert only that flag")
            String flag,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    /// A scheduled change: a time, and a variant or a targeting rule.
    record AddScheduledChangeRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("time with a UTC offset, such as 2027-01-31T09:00:00Z")
            Instant at,

            @JsonPropertyDescription("variant to serve, instead of targeting")
            String serve,

            @JsonPropertyDescription("targeting rule in JSON Logic, instead of serve")
            Object targeting,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    /// A partial definition to set; all members are optional.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record FlagSetPatchRequest(
            @JsonPropertyDescription("flags to create or replace, by key")
            Map<String, FlagSpec> flags,

            @JsonProperty("$evaluators") @JsonPropertyDescription("segments to create or replace, by name") @Nullable
            Map<String, Object> segments,

            @JsonPropertyDescription("metadata entries to create or replace") @Nullable
            Map<String, Object> metadata) {}

    record CreateProposalRequest(
            @JsonPropertyDescription("flags, segments and metadata to create or replace") @Nullable
            FlagSetPatchRequest patch,

            @JsonPropertyDescription("keys of flags to delete")
            List<String> removedFlags,

            @JsonPropertyDescription("class of the change, such as hotfix; default normal")
            String changeClass,

            @JsonPropertyDescription("username; default: the caller")
            String onBehalfOf,

            @JsonProperty(required = true) @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record ApproveProposalRequest(
            @JsonPropertyDescription("username; default: the caller")
            String onBehalfOf,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}
}
