// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The synthetic traffic that a drill sends through the candidate.
///
/// @param address null when the service has none, and without keys
public record CandidateRehearsalSettings(
        @JsonProperty("syntheticKeys")
        @JsonPropertyDescription("targeting keys for rehearsals, of no real user; at most 100")
        List<String> keys,

        @JsonProperty("rehearsal")
        @JsonPropertyDescription("URL at which the service runs the candidate for these keys")
        @Nullable
        URI address) {
    /// No synthetic traffic.
    public static final CandidateRehearsalSettings NONE = new CandidateRehearsalSettings(List.of(), null);

    public CandidateRehearsalSettings {
        keys = List.copyOf(keys);
    }
}
