// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// What a tripped breaker consists of in acknowledgements and outcome batches, for their schemas.
@JsonIgnoreProperties(ignoreUnknown = true)
public record BreakerTripPayload(
        @JsonProperty(required = true) String process,
        @JsonProperty(required = true) String rollout,
        @JsonProperty(required = true) long revision,
        @JsonProperty(required = true) Cause cause,
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) long candidateFailures,
        @JsonProperty(required = true) long candidateCalls,
        @JsonProperty(required = true) long controlFailures) {
    /// What the evidence was about.
    public enum Cause {
        @JsonProperty("comparison")
        COMPARISON,
        @JsonProperty("ceiling")
        CEILING
    }
}
