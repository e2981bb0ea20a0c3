// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Liveness and readiness for load balancers and orchestrators; needs no credential. Answers from memory.
///
/// `GET /health/live` is 200 as long as the process answers requests. `GET /health/ready`, and `GET /health`,
/// which is the same, is 200 while the server accepts work, and 503 while it starts or drains. A database that
/// does not answer does not make it 503, because the server delivers flags from memory: the member `database`
/// shows it.
@RestController
class HealthController {
    private static final String STATUS = "status";

    private final ServerReadiness readiness;
    private final List<ReadinessDetail> details;

    HealthController(ServerReadiness readiness, List<ReadinessDetail> details) {
        this.readiness = readiness;
        this.details = details;
    }

    @GetMapping("/health/live")
    Map<String, String> live() {
        return Map.of(STATUS, "live");
    }

    @GetMapping({"/health", "/health/ready"})
    ResponseEntity<Map<String, String>> ready() {
        boolean ready = readiness.ready();
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put(STATUS, ready ? "ready" : "not ready");
        details.forEach(detail -> answer.put(detail.name(), ready ? detail.value() : "unknown"));
        return ResponseEntity.status(ready ? 200 : 503).body(answer);
    }
}
