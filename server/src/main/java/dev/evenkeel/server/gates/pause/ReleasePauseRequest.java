// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// The body of a request that stops or releases a line, for its schema.
record ReleasePauseRequest(
        @JsonPropertyDescription("none for the whole environment") @Nullable
        String service,

        @JsonProperty(required = true) String reason) {}
