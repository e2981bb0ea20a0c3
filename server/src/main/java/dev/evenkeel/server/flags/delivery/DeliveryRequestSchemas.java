// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSON schemas of the request bodies of clients.
final class DeliveryRequestSchemas {
    private DeliveryRequestSchemas() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record AcknowledgeRevisionRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("instance ID of the process, as in its outcome batches")
            String instance,

            @JsonProperty(required = true) @JsonPropertyDescription("active revision of the client")
            long revision,

            @JsonPropertyDescription("whether all calls of earlier exposures have ended and their outcomes were sent")
            @Nullable
            Boolean flushed,

            @JsonPropertyDescription("open circuit breakers of the client")
            List<SdkBreakerTripReport> trips) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record OfrepEvaluationRequest(
            @JsonPropertyDescription("evaluation context with any attributes") @Nullable
            OfrepContext context) {}

    /// The evaluation context of OFREP.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OfrepContext(
            @JsonPropertyDescription("key of the user or unit; splits need it") @Nullable
            String targetingKey) {}
}
