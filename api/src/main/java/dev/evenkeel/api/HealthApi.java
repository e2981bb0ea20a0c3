// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Liveness and readiness of a server (`/health`).
public final class HealthApi {
    private HealthApi() {}

    /// The health of a server.
    public record HealthResponse(
            @JsonPropertyDescription("live, ready or not ready")
            String status,

            @JsonPropertyDescription("state of the database; unknown if the server is not ready")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String database) {}
}
