// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.engine.stale.FlagUsageVisibility;
import dev.evenkeel.engine.stale.FlagUsageVisibility.ReportPeriod;
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

/// Use of flags in the database.
@Component
class FlagUsageRepository {
    /// One order for all writers, so that none waits for another in a circle.
    private static final Comparator<ServedVariant> ORDER = Comparator.comparing(ServedVariant::environment)
            .thenComparing(ServedVariant::flag)
            .thenComparing(ServedVariant::variant);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    FlagUsageRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /// @param keys each once
    @Transactional(timeoutString = "${evenkeel.telemetry-seconds}")
    void used(List<ServedVariant> keys, Instant at) {
        Timestamp time = Timestamp.from(at);
        batches.batchUpdate(
                """
                INSERT INTO flag_use (environment, flag_key, variant, first_at, last_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (environment, flag_key, variant)
                DO UPDATE SET last_at = greatest(flag_use.last_at, excluded.last_at)
                """,
                keys.stream()
                        .sorted(ORDER)
                        .map(key -> new Object[] {key.environment(), key.flag(), key.variant(), time, time})
                        .toList());
    }

    /// Every variant that was ever served, by flag.
    Map<String, List<VariantUsage>> uses(String environment) {
        Map<String, List<VariantUsage>> uses = new HashMap<>();
        jdbc.sql("SELECT * FROM flag_use WHERE environment = ? ORDER BY flag_key, variant")
                .param(environment)
                .query((ResultSet row) -> {
                    uses.computeIfAbsent(row.getString("flag_key"), ignored -> new ArrayList<>())
                            .add(use(row));
                });
        return uses;
    }

    private static VariantUsage use(ResultSet row) throws SQLException {
        return new VariantUsage(
                row.getString("variant"),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant());
    }

    void readerSeen(String environment, String way, Instant at) {
        jdbc.sql("""
                        INSERT INTO unseen_reader (environment, way, last_at) VALUES (?, ?, ?)
                        ON CONFLICT (environment, way)
                        DO UPDATE SET last_at = greatest(unseen_reader.last_at, excluded.last_at)
                        """).params(environment, way, Timestamp.from(at)).update();
    }

    /// What of the environment's evaluations can be seen.
    FlagUsageVisibility listening(String environment) {
        return jdbc.sql("""
                        SELECT min(first_at) AS since, max(last_at) AS last,
                               (SELECT max(last_at) FROM unseen_reader WHERE environment = :environment) AS unseen
                          FROM flag_use WHERE environment = :environment
                        """)
                .param("environment", environment)
                .query(FlagUsageRepository::listening)
                .single();
    }

    private static FlagUsageVisibility listening(ResultSet row, int index) throws SQLException {
        Instant since = instant(row.getTimestamp("since"));
        Instant last = instant(row.getTimestamp("last"));
        return new FlagUsageVisibility(
                since == null || last == null ? null : new ReportPeriod(since, last),
                instant(row.getTimestamp("unseen")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
