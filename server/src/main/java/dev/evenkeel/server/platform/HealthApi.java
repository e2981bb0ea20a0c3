// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import java.util.function.LongSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// `GET /health`: 200 while the server takes work, 503 before and while it drains; needs no credential.
///
/// A database that is away for a moment does not make it 503: flags are still delivered from memory. `database`
/// tells; `read-only` means that it refuses writes, `outdated` that it has lost revisions that SDKs have.
@RestController
class HealthApi {
    private final Readiness readiness;
    private final JdbcClient jdbc;
    private final DatabaseStatus status;
    private final LongSupplier nanoTicker;
    private long askedAt;
    private String answer = "unknown";

    HealthApi(Readiness readiness, JdbcClient jdbc, DatabaseStatus status, LongSupplier nanoTicker) {
        this.readiness = readiness;
        this.jdbc = jdbc;
        this.status = status;
        this.nanoTicker = nanoTicker;
        this.askedAt = nanoTicker.getAsLong();
    }

    record Health(String status, String database) {}

    @GetMapping("/health")
    ResponseEntity<Health> health() {
        if (!readiness.ready()) {
            return ResponseEntity.status(503).body(new Health("not ready", "unknown"));
        }
        return ResponseEntity.ok(new Health("ready", database(nanoTicker.getAsLong())));
    }

    /* Anybody may ask, any number at once: they share one connection, and the answer of a question that was put after
    they came. */
    private synchronized String database(long came) {
        if (askedAt - came > 0) {
            return answer;
        }
        askedAt = nanoTicker.getAsLong();
        try {
            boolean outdated = jdbc.sql("SELECT EXISTS (SELECT FROM environment WHERE lost_revision IS NOT NULL)")
                    .query(Boolean.class)
                    .single();
            answer = outdated ? "outdated" : status.isReadOnly() ? "read-only" : "up";
        } catch (DataAccessException e) {
            answer = "down";
        }
        return answer;
    }
}
