// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for liveness and readiness, for load balancers and orchestrators; need no credential. They
/// answer from memory.
///
/// `GET /health/live` returns 200 while the process answers requests. `GET /health/ready` and its alias `GET
/// /health` return 200 while the server accepts work, and 503 while it starts or drains. They do not return 503
/// when the database does not answer, because the server delivers flags from memory; the member `database`
/// shows its state.
@RestController
class HealthController {
    private static final String STATUS = "status";

    private final ServerReadiness readiness;
    private final List<ReadinessDetail> details;

    HealthController(ServerReadiness readiness, List<ReadinessDetail> details) {
        this.readiness = readiness;
        this.details = details;
    }

    /// The response, for generating its schema.
    record HealthResponse(
            @JsonProperty(required = true) @JsonPropertyDescription("live, ready or not ready")
            String status,

            @JsonPropertyDescription("state of the database; unknown if the server is not ready")
            String database) {}

    /// Returns 200 while the process responds to requests.
    @GetMapping("/health/live")
    @OpenApiResponseSchema(HealthResponse.class)
    Map<String, String> live() {
        return Map.of(STATUS, "live");
    }

    /// Returns 200 while the server accepts requests, and 503 while it starts or shuts down.
    @GetMapping({"/health", "/health/ready"})
    @OpenApiResponseSchema(HealthResponse.class)
    ResponseEntity<Map<String, String>> ready() {
        boolean ready = readiness.isReady();
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put(STATUS, ready ? "ready" : "not ready");
        details.forEach(detail -> answer.put(detail.name(), ready ? detail.value() : "unknown"));
        return ResponseEntity.status(ready ? 200 : 503).body(answer);
    }
}
