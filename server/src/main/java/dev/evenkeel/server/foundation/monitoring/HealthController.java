// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

import dev.evenkeel.api.HealthApi.HealthResponse;
import org.springframework.http.HttpStatus;
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
    private final ServerReadiness readiness;
    private final DatabaseStateProvider database;

    HealthController(ServerReadiness readiness, DatabaseStateProvider database) {
        this.readiness = readiness;
        this.database = database;
    }

    /// Returns 200 while the process responds to requests.
    @GetMapping("/health/live")
    HealthResponse live() {
        return new HealthResponse("live", null);
    }

    /// Returns 200 while the server accepts requests, and 503 while it starts or shuts down.
    @GetMapping({"/health", "/health/ready"})
    ResponseEntity<HealthResponse> ready() {
        return readiness.isReady()
                ? ResponseEntity.ok(new HealthResponse("ready", database.state()))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .body(new HealthResponse("not ready", "unknown"));
    }
}
