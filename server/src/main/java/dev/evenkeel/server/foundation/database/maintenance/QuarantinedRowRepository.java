// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database.maintenance;

import dev.evenkeel.api.HealthApi.QuarantinedRows;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.limits.LogRateLimiter;
import dev.evenkeel.server.foundation.monitoring.PreScrapeMetricsRefresher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Rows that cannot be counted, stored unchanged: aggregations move them here and continue without them.
/// Counted by `evenkeel_quarantined_rows` and in `GET /api/v1/doctor`.
@Component
public class QuarantinedRowRepository implements PreScrapeMetricsRefresher {
    private static final Logger LOG = LoggerFactory.getLogger(QuarantinedRowRepository.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LogRateLimiter logLimit;
    private final MultiGauge meter;

    QuarantinedRowRepository(JdbcClient jdbc, Clock clock, LogRateLimiter logLimit, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.logLimit = logLimit;
        this.meter = MultiGauge.builder("evenkeel.quarantined.rows")
                .description("Invalid rows of a table that were moved to the table quarantined_row.")
                .register(meters);
    }

    /// Stores a row. The caller deletes it from its table in the same transaction.
    ///
    /// @param source name of its table
    /// @param environment environment of the row; null for none
    /// @param reason why it cannot be counted
    /// @param content its columns
    public void insert(
            String source,
            @Nullable String environment,
            String reason,
            Map<String, ? extends @Nullable Object> content) {
        jdbc.sql("""
                        insert into quarantined_row (quarantined_at, source_table, environment, reason, content)
                        values (:at, :source, :environment, :reason, :content::jsonb)
                        """)
                .param("at", clock.instant())
                .param("source", source)
                .param("environment", environment)
                .param("reason", reason)
                .param("content", JSON.writeValueAsString(content))
                .update();
        log(source, 1, reason);
    }

    /// Moves rows here, at most some thousands.
    ///
    /// @return the number of rows
    int moveMatching(InvalidRowRule rows) {
        int moved = jdbc.sql(rows.toSql()).param("at", clock.instant()).update();
        if (moved > 0) {
            log(rows.table(), moved, rows.reason());
        }
        return moved;
    }

    private void log(String source, int rows, String reason) {
        logLimit.log(
                "rows set aside",
                more -> LOG.warn("Moved {} invalid rows of {} to quarantined_row: {}{}", rows, source, reason, more));
    }

    /// Returns the number of quarantined rows by table.
    public List<QuarantinedRows> countByTable() {
        return jdbc.sql("""
                        select source_table as "table", count(*) as rows from quarantined_row
                        group by source_table order by source_table
                        """).query(RecordRowMapper.of(QuarantinedRows.class)).list();
    }

    @Override
    public void refresh() {
        meter.register(
                countByTable().stream()
                        .map(one -> Row.of(Tags.of("table", one.table()), one.rows()))
                        .toList(),
                true);
    }
}
