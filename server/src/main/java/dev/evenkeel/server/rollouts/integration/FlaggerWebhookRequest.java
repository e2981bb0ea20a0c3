// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/// What Flagger's webhooks send, for their schema.
final class FlaggerWebhookRequest {
    private FlaggerWebhookRequest() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Webhook(@JsonProperty(required = true) Metadata metadata) {}

    /// What the webhook says in its own words.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Metadata(
            @JsonProperty(required = true) String flag,
            String environment,
            String service,
            String exposure,
            String within) {}
}
