// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.engine.stale.EnvironmentUsageVisibility;
import dev.evenkeel.engine.stale.EnvironmentUsageVisibility.ReportPeriod;
import dev.evenkeel.engine.stale.VariantUsage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Flag usage in the database.
@Component
class FlagUsageRepository {
    /// One lock order for all writers, which prevents deadlocks.
    private static final Comparator<ServedVariant> ORDER = Comparator.comparing(ServedVariant::environment)
            .thenComparing(ServedVariant::flag)
            .thenComparing(ServedVariant::variant);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    FlagUsageRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /// @param keys without duplicates
    @Transactional(timeoutString = "${evenkeel.telemetry-timeout-seconds}")
    void saveUsage(List<ServedVariant> keys, Instant at) {
        Timestamp time = Timestamp.from(at);
        batches.batchUpdate(
                """
                INSERT INTO flag_usage (environment, flag, variant, first_served_at, last_served_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (environment, flag, variant)
                DO UPDATE SET last_served_at = greatest(flag_usage.last_served_at, excluded.last_served_at)
                """,
                keys.stream()
                        .sorted(ORDER)
                        .map(key -> new Object[] {key.environment(), key.flag(), key.variant(), time, time})
                        .toList());
    }

    /// Returns every variant ever served, by flag.
    Map<String, List<VariantUsage>> listUsage(String environment) {
        Map<String, List<VariantUsage>> uses = new HashMap<>();
        jdbc.sql("SELECT * FROM flag_usage WHERE environment = ? ORDER BY flag, variant")
                .param(environment)
                .query((ResultSet row) -> {
                    uses.computeIfAbsent(row.getString("flag"), ignored -> new ArrayList<>())
                            .add(mapUsage(row));
                });
        return uses;
    }

    private static VariantUsage mapUsage(ResultSet row) throws SQLException {
        return new VariantUsage(
                row.getString("variant"),
                row.getTimestamp("first_served_at").toInstant(),
                row.getTimestamp("last_served_at").toInstant());
    }

    void saveReader(String environment, String way, Instant at) {
        jdbc.sql("""
                        INSERT INTO bulk_flag_reader (environment, protocol, last_read_at) VALUES (?, ?, ?)
                        ON CONFLICT (environment, protocol)
                        DO UPDATE SET last_read_at = greatest(bulk_flag_reader.last_read_at, excluded.last_read_at)
                        """).params(environment, way, Timestamp.from(at)).update();
    }

    /// Returns how much of the environment's evaluations is reported.
    EnvironmentUsageVisibility getVisibility(String environment) {
        return jdbc.sql("""
                        SELECT min(first_served_at) AS since, max(last_served_at) AS last,
                               (SELECT max(last_read_at) FROM bulk_flag_reader WHERE environment = :environment) AS unseen
                          FROM flag_usage WHERE environment = :environment
                        """)
                .param("environment", environment)
                .query(FlagUsageRepository::mapVisibility)
                .single();
    }

    private static EnvironmentUsageVisibility mapVisibility(ResultSet row, int index) throws SQLException {
        Instant since = instant(row.getTimestamp("since"));
        Instant last = instant(row.getTimestamp("last"));
        return new EnvironmentUsageVisibility(
                since == null || last == null ? null : new ReportPeriod(since, last),
                instant(row.getTimestamp("unseen")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
