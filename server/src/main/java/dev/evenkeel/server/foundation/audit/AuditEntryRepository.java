// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.engine.audit.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The audit log in the database.
@Component
class AuditEntryRepository {
    /* Maximum number and total bytes of a page's entries; a single larger entry is still returned. */
    private static final int PAGE = 500;
    private static final int PAGE_BYTES = 8_000_000;

    private final JdbcClient jdbc;

    AuditEntryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks the end of the chain until the transaction ends.
    AuditChainHead lockHead() {
        return jdbc.sql("SELECT number, hash FROM audit_head FOR UPDATE")
                .query(AuditChainHead.class)
                .single();
    }

    AuditChainHead readHead() {
        return jdbc.sql("SELECT number, hash FROM audit_head")
                .query(AuditChainHead.class)
                .single();
    }

    void append(AuditEntry entry) {
        jdbc.sql("""
                        INSERT INTO audit_entry
                        VALUES (:number, :at, :actor, :action, :subject, :reason, :before, :after, :previous, :hash)
                        """)
                .param("number", entry.number())
                .param("at", Timestamp.from(entry.at()))
                .param("actor", entry.actor())
                .param("action", entry.action())
                .param("subject", entry.subject())
                .param("reason", entry.reason())
                .param("before", entry.before(), Types.VARCHAR)
                .param("after", entry.after(), Types.VARCHAR)
                .param("previous", entry.previousHash())
                .param("hash", entry.hash())
                .update();
        jdbc.sql("UPDATE audit_head SET number = ?, hash = ?")
                .params(entry.number(), entry.hash())
                .update();
    }

    List<AuditEntry> listNewest(AuditQuery filter, long before, int limit) {
        var whereClause = new WhereClause();
        whereClause.add("number < :before", "before", before);
        whereClause.add("subject = :subject", "subject", filter.subject());
        whereClause.add("actor = :actor", "actor", filter.actor());
        whereClause.add("starts_with(action, :action)", "action", filter.action());
        whereClause.add("occurred_at >= :since", "since", filter.since());
        whereClause.add("occurred_at < :until", "until", filter.until());
        return jdbc.sql("SELECT * FROM audit_entry WHERE " + String.join(" AND ", whereClause.words)
                        + " ORDER BY number DESC LIMIT :limit")
                .params(whereClause.values)
                .param("limit", limit)
                .query(AuditEntryRepository::mapRow)
                .list();
    }

    /// The conditions of a query. Contains only the requested ones, so that the database can use its indexes.
    private static final class WhereClause {
        final List<String> words = new ArrayList<>();
        final Map<String, Object> values = new HashMap<>();

        void add(String condition, String name, @Nullable Object value) {
            if (value != null && !value.equals("")) {
                words.add(condition);
                values.put(name, value instanceof Instant at ? Timestamp.from(at) : value);
            }
        }
    }

    List<AuditEntry> listAfter(long number, List<String> actions, int limit) {
        return jdbc.sql("""
                        SELECT * FROM audit_entry
                        WHERE number > :number AND action LIKE ANY (:actions) ORDER BY number LIMIT :limit
                        """)
                .param("number", number)
                .param("actions", actions.stream().map(action -> action + "%").toArray(String[]::new))
                .param("limit", limit)
                .query(AuditEntryRepository::mapRow)
                .list();
    }

    /// Returns the next entries after a number, oldest first; none at the end. Keeps entries with the same
    /// number together; they can only exist if the primary key was removed.
    ///
    /// @param until the last number
    List<AuditEntry> listPage(long behind, long until) {
        return jdbc.sql("""
                        SELECT * FROM (
                            SELECT page.*, rank() OVER w AS place,
                                sum(coalesce(octet_length(before_json), 0) + coalesce(octet_length(after_json), 0)) OVER w AS bytes
                            FROM (
                                SELECT * FROM audit_entry WHERE number > :behind AND number <= :until
                                ORDER BY number FETCH FIRST :page ROWS WITH TIES
                            ) page
                            WINDOW w AS (ORDER BY number)
                        ) sized
                        WHERE bytes <= :bytes OR place = 1 ORDER BY number
                        """)
                .param("behind", behind)
                .param("until", until)
                .param("page", PAGE)
                .param("bytes", PAGE_BYTES)
                .query(AuditEntryRepository::mapRow)
                .list();
    }

    private static AuditEntry mapRow(ResultSet row, int index) throws SQLException {
        return new AuditEntry(
                row.getLong("number"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("reason"),
                row.getString("before_json"),
                row.getString("after_json"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
