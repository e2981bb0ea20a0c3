// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;

/// The body of a request that overrides a gate, for its schema.
record CreateGateOverrideRequest(
        @JsonProperty(required = true) String gate,
        @JsonProperty(value = "class", required = true) String changeClass,
        @JsonProperty(required = true) String reason,
        @JsonProperty(required = true) Instant until,

        @JsonPropertyDescription("true for a flag that does not exist yet")
        Boolean newFlag) {}
