// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;

/// The request body that overrides a gate, as a type for the OpenAPI document.
record CreateGateOverrideRequest(
        @JsonProperty(required = true) String gate,
        @JsonProperty(required = true) String changeClass,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) Instant expiresAt,

        @JsonPropertyDescription("Whether the flag does not exist yet.")
        Boolean newFlag) {}
