// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON schema of a flag as authors write it. Unknown members are kept.
@JsonIgnoreProperties(ignoreUnknown = true)
public record FlagSpec(
        @JsonProperty(required = true)
        @JsonPropertyDescription("Whether the flag is evaluated; if disabled, services use the default in their code.")
        State state,

        @JsonProperty(required = true) @JsonPropertyDescription("Values by variant name, all of one type.")
        Map<String, Object> variants,

        @JsonPropertyDescription(
                "Variant if targeting returns none; if omitted or null, services use the default in their code.")
        @Nullable
        String defaultVariant,

        @JsonPropertyDescription(
                "Targeting rule in JSON Logic, as in flagd; see docs/reference/flagd-compatibility.md.")
        @Nullable
        Object targeting,

        @JsonPropertyDescription("Flags and variants that this flag requires.") @Nullable
        List<Object> prerequisites,

        @JsonPropertyDescription("Scheduled changes.") @Nullable
        List<Object> schedule,

        @JsonPropertyDescription("Metadata such as description, owner and type.") @Nullable
        Map<String, Object> metadata) {
    /// Whether a flag's rules are evaluated.
    public enum State {
        ENABLED,
        DISABLED
    }

    /// The flags and segments of an environment in flagd's format.
    public record FlagSet(
            @JsonPropertyDescription("Flags by key.") Map<String, FlagSpec> flags,

            @JsonProperty("$evaluators") @JsonPropertyDescription("Segments: shared targeting rules by name.")
            Map<String, Object> segments,

            @JsonPropertyDescription(
                    "Metadata of all flags by name: strings, numbers or booleans; metadata of a flag overrides it.")
            Map<String, Object> metadata) {}

    /// A metadata entry of a flag set.
    public record FlagSetMetadataEntry(
            @JsonProperty(required = true) @JsonPropertyDescription("A string, a number or a boolean.")
            Object value) {}

    /// A segment.
    public record Segment(
            @JsonProperty(required = true) @JsonPropertyDescription("Targeting rule in JSON Logic, as in flagd.")
            Object rule) {}

    /// A complete definition in flagd's format. Unknown members are kept.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FlagSetDefinition(
            @JsonPropertyDescription("Flags by key.") Map<String, FlagSpec> flags,

            @JsonProperty("$evaluators")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription("Segments: shared targeting rules by name.")
            @Nullable
            Map<String, Object> segments,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription("Metadata of all flags, such as evenkeel.fractional.")
            @Nullable
            Map<String, Object> metadata) {}

    /// A complete definition as authors send it. Unknown members are kept.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record NewFlagSet(
            @JsonPropertyDescription("flags by key, or a list of flags with their keys")
            FlagCollection flags,

            @JsonProperty("$evaluators") @JsonPropertyDescription("segments: shared targeting rules by name") @Nullable
            Map<String, Object> segments,

            @JsonPropertyDescription("metadata of all flags, such as evenkeel.fractional") @Nullable
            Map<String, Object> metadata) {}

    /// Flags by key, or as a list whose elements contain the keys.
    public sealed interface FlagCollection permits FlagsByKey, FlagList {}

    /// Flags by key.
    public record FlagsByKey(@JsonValue Map<String, FlagSpec> flags) implements FlagCollection {}

    /// Flags as a list.
    public record FlagList(@JsonValue List<KeyedFlag> flags) implements FlagCollection {}

    /// A flag with its key.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record KeyedFlag(String key, @JsonUnwrapped FlagSpec flag) {}

    /// A partial definition to set. Other members are ignored.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PartialFlagSet(
            @JsonPropertyDescription("flags to create or replace, by key") @Nullable
            Map<String, FlagSpec> flags,

            @JsonProperty("$evaluators") @JsonPropertyDescription("segments to create or replace, by name") @Nullable
            Map<String, Object> segments,

            @JsonPropertyDescription("metadata entries to create or replace") @Nullable
            Map<String, Object> metadata) {}
}
