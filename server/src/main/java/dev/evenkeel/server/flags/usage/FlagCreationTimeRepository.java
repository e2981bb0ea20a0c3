// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// When each flag first stood in its environment's definition, read from the history of definitions, each once.
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

    private record UnreadDefinition(long revision, String text, Timestamp changedAt) {}

    /// Every flag that the environment ever had.
    Map<String, Instant> of(String environment) {
        catchUp(environment);
        Map<String, Instant> births = new HashMap<>();
        jdbc.sql("SELECT flag_key, created_at FROM flag_birth WHERE environment = ?")
                .param(environment)
                .query((ResultSet row) -> {
                    births.put(
                            row.getString("flag_key"),
                            row.getTimestamp("created_at").toInstant());
                });
        return births;
    }

    /// Reads the definitions that were not read before, one by one: they may be large.
    void catchUp(String environment) {
        Optional<UnreadDefinition> next = unread(environment);
        while (next.isPresent()) {
            UnreadDefinition definition = next.get();
            transaction.executeWithoutResult(status -> read(environment, definition));
            next = unread(environment);
        }
    }

    private Optional<UnreadDefinition> unread(String environment) {
        return jdbc.sql("""
                        SELECT revision, definition, changed_at FROM flag_set f
                         WHERE environment = :environment AND revision > coalesce(
                               (SELECT revision FROM flag_birth_progress WHERE environment = :environment), -1)
                         ORDER BY revision LIMIT 1
                        """)
                .param("environment", environment)
                .query((row, index) -> new UnreadDefinition(
                        row.getLong("revision"), row.getString("definition"), row.getTimestamp("changed_at")))
                .optional();
    }

    private void read(String environment, UnreadDefinition definition) {
        List<Object[]> births = JSON.readTree(definition.text()).path("flags").propertyNames().stream()
                .sorted()
                .map(key -> new Object[] {environment, key, definition.changedAt()})
                .toList();
        batches.batchUpdate(
                "INSERT INTO flag_birth (environment, flag_key, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                births);
        jdbc.sql("""
                        INSERT INTO flag_birth_progress (environment, revision) VALUES (?, ?)
                        ON CONFLICT (environment)
                        DO UPDATE SET revision = greatest(flag_birth_progress.revision, excluded.revision)
                        """).params(environment, definition.revision()).update();
    }
}
