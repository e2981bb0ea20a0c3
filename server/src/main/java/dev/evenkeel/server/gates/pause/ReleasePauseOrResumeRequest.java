// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// The request body that pauses or resumes releases, as a type for the OpenAPI document.
record ReleasePauseOrResumeRequest(
        @JsonPropertyDescription("Key of the service; omit it for the whole environment.") @Nullable
        String service,

        @JsonProperty(required = true) String reason) {}
