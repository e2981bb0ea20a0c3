// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/// The request bodies of Flagger's webhooks, for generating schemas.
final class FlaggerWebhookRequestSchemas {
    private FlaggerWebhookRequestSchemas() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Webhook(
            @JsonProperty(required = true) @JsonPropertyDescription("metadata of the webhook in the Canary")
            Metadata metadata) {}

    /// The metadata configured by the user.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Metadata(
            @JsonProperty(required = true) @JsonPropertyDescription("key of the flag")
            String flag,

            @JsonPropertyDescription("environment of the flag; default: that of the SDK key, otherwise default")
            String environment,

            @JsonPropertyDescription("service of the change, which must own the flag")
            String service,

            @JsonProperty("class") @JsonPropertyDescription("class of the change, for gates; default normal")
            String changeClass,

            @JsonPropertyDescription("ID of the rollout; default: the newest of the flag")
            String rollout,

            @JsonPropertyDescription("exposure that the canary sets, in percent; default 100")
            String exposure,

            @JsonPropertyDescription("how long the result of an ended rollout stays valid; default PT1H")
            String maxAge) {}
}
