// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.database.SqlInstants;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The time at which each flag first appeared in its environment's definition, derived from the history of
/// definitions. Each definition is read once.
@Component
class FlagCreationTimeRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;

    FlagCreationTimeRepository(JdbcClient jdbc, JdbcTemplate batches, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transaction = transaction;
    }

    private record UnreadFlagSet(long revision, String text, Instant changedAt) {}

    /// Returns the creation times of all flags that the environment has ever had.
    Map<String, Instant> listByEnvironment(String environment) {
        indexNewDefinitions(environment);
        Map<String, Instant> births = new HashMap<>();
        jdbc.sql("SELECT flag, created_at FROM flag_creation WHERE environment = ?")
                .param(environment)
                .query((ResultSet row) -> {
                    births.put(row.getString("flag"), SqlInstants.read(row, "created_at"));
                });
        return births;
    }

    /// Processes the unread definitions, one at a time because they may be large.
    void indexNewDefinitions(String environment) {
        Optional<UnreadFlagSet> next = findUnread(environment);
        while (next.isPresent()) {
            UnreadFlagSet definition = next.get();
            transaction.executeWithoutResult(status -> indexDefinition(environment, definition));
            next = findUnread(environment);
        }
    }

    private Optional<UnreadFlagSet> findUnread(String environment) {
        return jdbc.sql("""
                        SELECT revision, definition AS text, changed_at FROM flag_set f
                         WHERE environment = :environment AND revision > coalesce(
                               (SELECT revision FROM flag_creation_cursor WHERE environment = :environment), -1)
                         ORDER BY revision LIMIT 1
                        """)
                .param("environment", environment)
                .query(RecordRowMapper.of(UnreadFlagSet.class))
                .optional();
    }

    private void indexDefinition(String environment, UnreadFlagSet definition) {
        List<Object[]> births = JSON.readTree(definition.text()).path("flags").propertyNames().stream()
                .sorted()
                .map(key ->
                        new Object[] {environment, key, definition.changedAt().atOffset(ZoneOffset.UTC)})
                .toList();
        batches.batchUpdate(
                "INSERT INTO flag_creation (environment, flag, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                births);
        jdbc.sql("""
                        INSERT INTO flag_creation_cursor (environment, revision) VALUES (?, ?)
                        ON CONFLICT (environment)
                        DO UPDATE SET revision = greatest(flag_creation_cursor.revision, excluded.revision)
                        """).params(environment, definition.revision()).update();
    }
}
