// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What bodies of requests of clients consist of, for their schemas.
final class DeliveryBodies {
    private DeliveryBodies() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Ack(
            @JsonProperty(required = true) String instance,

            @JsonProperty(required = true) @JsonPropertyDescription("that is active in the process")
            long revision,

            @JsonPropertyDescription("whether every call under earlier exposures has ended and its outcome was sent")
            @Nullable
            Boolean flushed,

            @JsonPropertyDescription("breakers that are tripped in the process")
            List<TripBody> trips) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Evaluation(@Nullable Context context) {}

    /// What rules look at.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Context(@Nullable String targetingKey) {}
}
