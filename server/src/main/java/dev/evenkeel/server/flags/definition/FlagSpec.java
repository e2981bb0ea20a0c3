// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON schema of a flag as authors write it. Unknown members are kept.
@JsonIgnoreProperties(ignoreUnknown = true)
public record FlagSpec(
        @JsonProperty(required = true)
        @JsonPropertyDescription("whether its rules count; services use the default of their own code otherwise")
        State state,

        @JsonProperty(required = true) @JsonPropertyDescription("values by the names of variants, all of one type")
        Map<String, Object> variants,

        @JsonPropertyDescription(
                "the variant where no rule decides; left out or null for the default of each service's code")
        @Nullable
        String defaultVariant,

        @JsonPropertyDescription("the rule, in JSON Logic as flagd has it; docs/reference/vocabulary.md") @Nullable
        Object targeting,

        @JsonPropertyDescription("flags that have to say something before this one counts") @Nullable
        List<Object> prerequisites,

        @JsonPropertyDescription("changes at a moment") @Nullable
        List<Object> schedule,

        @JsonPropertyDescription("what there is to know: description, owner, type and more") @Nullable
        Map<String, Object> metadata) {
    /// Whether a flag's rules are evaluated.
    public enum State {
        ENABLED,
        DISABLED
    }

    /// The flags and segments of an environment in flagd's format.
    public record FlagSet(
            @JsonPropertyDescription("flags by their keys") Map<String, FlagSpec> flags,

            @JsonProperty("$evaluators") @JsonPropertyDescription("rules that flags share, by their names")
            Map<String, Object> segments,

            @JsonPropertyDescription(
                    "what there is to know of all flags, by name: texts, numbers, true or false; a flag's own metadata"
                            + " goes before it")
            Map<String, Object> metadata) {}

    /// A metadata entry of a flag set.
    public record FlagSetMetadataEntry(
            @JsonProperty(required = true) @JsonPropertyDescription("a text, a number, true or false")
            Object value) {}

    /// A segment.
    public record Segment(
            @JsonProperty(required = true) @JsonPropertyDescription("in JSON Logic, as in a flag's targeting")
            Object rule) {}

    /// A complete definition in flagd's format. Unknown members are kept.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FlagSetDefinition(
            @JsonPropertyDescription("flags by their keys") Map<String, FlagSpec> flags,

            @JsonProperty("$evaluators")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription("rules that flags share, by their names")
            @Nullable
            Map<String, Object> segments,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription("what holds for all flags, such as evenkeel.fractional")
            @Nullable
            Map<String, Object> metadata) {}
}
