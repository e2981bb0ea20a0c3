// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored cursors of the forecast sources: the instant up to which each has been read.
@Component
class ForecastCursorRepository {
    private final JdbcClient jdbc;

    ForecastCursorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the instant up to which the source of a class has been read.
    ///
    /// @param first result before the first read
    Instant getReadTo(String eventClass, Instant first) {
        return jdbc.sql("select read_until from forecast_cursor where event_class = :eventClass")
                .param("eventClass", eventClass)
                .query(Instant.class)
                .optional()
                .orElse(first);
    }

    /// Stores the instant up to which the source of a class has been read.
    void saveReadTo(String eventClass, Instant readTo) {
        jdbc.sql("""
                        insert into forecast_cursor (event_class, read_until) values (:eventClass, :to)
                        on conflict (event_class) do update set read_until = :to
                        """).param("eventClass", eventClass).param("to", readTo).update();
    }
}
