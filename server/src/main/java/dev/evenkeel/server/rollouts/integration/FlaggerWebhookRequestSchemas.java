// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/// The request bodies of Flagger's webhooks, for generating schemas.
final class FlaggerWebhookRequestSchemas {
    private FlaggerWebhookRequestSchemas() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Webhook(@JsonProperty(required = true) Metadata metadata) {}

    /// The metadata configured by the user.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Metadata(
            @JsonProperty(required = true) String flag,
            String environment,
            String service,
            String exposure,
            String maxAge) {}
}
