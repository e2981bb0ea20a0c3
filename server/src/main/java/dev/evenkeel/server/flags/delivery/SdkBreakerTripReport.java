// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// The JSON schema of a circuit breaker trip in acknowledgements and outcome batches.
@JsonIgnoreProperties(ignoreUnknown = true)
public record SdkBreakerTripReport(
        @JsonProperty(required = true) String process,
        @JsonProperty(required = true) String rollout,
        @JsonProperty(required = true) long revision,
        @JsonProperty(required = true) Cause cause,
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) long candidateFailures,
        @JsonProperty(required = true) long candidateCalls,
        @JsonProperty(required = true) long controlFailures) {
    /// The kind of evidence that tripped the breaker.
    public enum Cause {
        @JsonProperty("comparison")
        COMPARISON,
        @JsonProperty("ceiling")
        CEILING
    }
}
