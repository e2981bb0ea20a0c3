// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How far records have been read of which forecasts are made.
@Component
class ForecastCursorRepository {
    private final JdbcClient jdbc;

    ForecastCursorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Up to when those of a class have been read.
    ///
    /// @param first what counts as read at the very first time
    Instant find(String eventClass, Instant first) {
        return jdbc.sql("select read_to from forecast_reading where event_class = :eventClass")
                .param("eventClass", eventClass)
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .optional()
                .orElse(first);
    }

    /// They have been read up to an instant.
    void save(String eventClass, Instant readTo) {
        jdbc.sql("""
                        insert into forecast_reading (event_class, read_to) values (:eventClass, :to)
                        on conflict (event_class) do update set read_to = :to
                        """)
                .param("eventClass", eventClass)
                .param("to", Timestamp.from(readTo))
                .update();
    }
}
