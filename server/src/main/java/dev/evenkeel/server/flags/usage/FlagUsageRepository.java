// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.engine.stale.EnvironmentUsageVisibility;
import dev.evenkeel.engine.stale.VariantUsage;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final RecordRowMapper<VariantUsage> USAGE = RecordRowMapper.of(VariantUsage.class);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    FlagUsageRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /// @param keys without duplicates
    @Transactional(timeoutString = "${evenkeel.telemetry-timeout-seconds}")
    void saveUsage(List<ServedVariant> keys, Instant at) {
        OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
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
        jdbc.sql(
                        "SELECT flag, variant, first_served_at AS first_at, last_served_at AS last_at FROM flag_usage WHERE environment = ? ORDER BY flag, variant")
                .param(environment)
                .query((ResultSet row) -> {
                    uses.computeIfAbsent(row.getString("flag"), ignored -> new ArrayList<>())
                            .add(USAGE.mapRow(row, 0));
                });
        return uses;
    }

    void saveReader(String environment, String way, Instant at) {
        jdbc.sql("""
                        INSERT INTO bulk_flag_reader (environment, protocol, last_read_at) VALUES (?, ?, ?)
                        ON CONFLICT (environment, protocol)
                        DO UPDATE SET last_read_at = greatest(bulk_flag_reader.last_read_at, excluded.last_read_at)
                        """).params(environment, way, at).update();
    }

    /// Returns how much of the environment's evaluations is reported.
    EnvironmentUsageVisibility getVisibility(String environment) {
        return jdbc.sql("""
                        SELECT min(first_served_at) AS since, max(last_served_at) AS last,
                               (SELECT max(last_read_at) FROM bulk_flag_reader WHERE environment = :environment) AS last_bulk_read_at
                          FROM flag_usage WHERE environment = :environment
                        """)
                .param("environment", environment)
                .query(RecordRowMapper.of(EnvironmentUsageVisibility.class))
                .single();
    }
}
