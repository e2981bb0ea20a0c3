// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.evenkeel.server.flags.definition.FlagSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON schemas of the request bodies of definitions.
final class FlagDefinitionRequestSchemas {
    private FlagDefinitionRequestSchemas() {}

    /// A definition as authors send it.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PutFlagSetRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("flags by key, or a list of flags with their keys")
            FlagCollection flags,

            @JsonProperty("$evaluators") @JsonPropertyDescription("segments: shared targeting rules by name") @Nullable
            Map<String, Object> segments,

            @JsonPropertyDescription("metadata of all flags, such as evenkeel.fractional") @Nullable
            Map<String, Object> metadata) {}

    /// Flags by key, or as a list whose elements contain the keys.
    sealed interface FlagCollection permits FlagsByKey, FlagList {}

    record FlagsByKey(@JsonValue Map<String, FlagSpec> flags) implements FlagCollection {}

    record FlagList(@JsonValue List<KeyedFlagListElement> flags) implements FlagCollection {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record KeyedFlagListElement(
            @JsonProperty(required = true) String key,
            @JsonUnwrapped FlagSpec flag) {}
}
