// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
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
    private static final RecordRowMapper<AuditEntry> ENTRY = RecordRowMapper.of(AuditEntry.class);
    private static final String SELECT = """
            SELECT number, occurred_at AS at, actor, action, subject, reason, before_json AS before, after_json AS after,
                   previous_hash, hash FROM\s""";

    private final JdbcClient jdbc;

    AuditEntryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks the end of the chain until the transaction ends.
    AuditChainHead lockHead() {
        return jdbc.sql("SELECT number, hash FROM audit_head FOR UPDATE")
                .query(RecordRowMapper.of(AuditChainHead.class))
                .single();
    }

    AuditChainHead readHead() {
        return jdbc.sql("SELECT number, hash FROM audit_head")
                .query(RecordRowMapper.of(AuditChainHead.class))
                .single();
    }

    void append(AuditEntry entry) {
        jdbc.sql("""
                        INSERT INTO audit_entry
                        VALUES (:number, :at, :actor, :action, :subject, :reason, :before, :after, :previousHash, :hash)
                        """).paramSource(entry).update();
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
        return jdbc.sql(SELECT + "audit_entry WHERE " + String.join(" AND ", whereClause.words)
                        + " ORDER BY number DESC LIMIT :limit")
                .params(whereClause.values)
                .param("limit", limit)
                .query(ENTRY)
                .list();
    }

    /// The conditions of a query. Contains only the requested ones, so that the database can use its indexes.
    private static final class WhereClause {
        final List<String> words = new ArrayList<>();
        final Map<String, Object> values = new HashMap<>();

        void add(String condition, String name, @Nullable Object value) {
            if (value != null && !value.equals("")) {
                words.add(condition);
                values.put(name, value);
            }
        }
    }

    List<AuditEntry> listAfter(long number, List<String> actions, int limit) {
        return jdbc.sql(SELECT + """
                        audit_entry
                        WHERE number > :number AND action LIKE ANY (:actions) ORDER BY number LIMIT :limit
                        """)
                .param("number", number)
                .param("actions", actions.stream().map(action -> action + "%").toList())
                .param("limit", limit)
                .query(ENTRY)
                .list();
    }

    /// Returns the next entries after a number, oldest first; none at the end. Keeps entries with the same
    /// number together; they can only exist if the primary key was removed.
    ///
    /// @param until the last number
    List<AuditEntry> listPage(long behind, long until) {
        return jdbc.sql(SELECT + """
                        (
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
                .query(ENTRY)
                .list();
    }
}
