// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The ledger in the database.
@Component
class AuditTable {
    private final JdbcClient jdbc;

    AuditTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Head(long number, String hash) {}

    /// Locks the end of the chain until the transaction ends.
    Head lockHead() {
        return jdbc.sql("SELECT number, hash FROM audit_head FOR UPDATE")
                .query(Head.class)
                .single();
    }

    Head head() {
        return jdbc.sql("SELECT number, hash FROM audit_head").query(Head.class).single();
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

    List<AuditEntry> newest(long before, int limit) {
        return jdbc.sql("SELECT * FROM audit_entry WHERE number < ? ORDER BY number DESC LIMIT ?")
                .params(before, limit)
                .query(AuditTable::read)
                .list();
    }

    List<AuditEntry> newestOf(String subject, int limit) {
        return jdbc.sql("SELECT * FROM audit_entry WHERE subject = ? ORDER BY number DESC LIMIT ?")
                .params(subject, limit)
                .query(AuditTable::read)
                .list();
    }

    List<AuditEntry> after(long number, List<String> actions, int limit) {
        return jdbc.sql("""
                        SELECT * FROM audit_entry
                        WHERE number > :number AND action LIKE ANY (:actions) ORDER BY number LIMIT :limit
                        """)
                .param("number", number)
                .param("actions", actions.stream().map(action -> action + "%").toArray(String[]::new))
                .param("limit", limit)
                .query(AuditTable::read)
                .list();
    }

    /// All entries, oldest first; to be closed.
    Stream<AuditEntry> all() {
        return jdbc
                .sql("SELECT * FROM audit_entry ORDER BY number")
                .withFetchSize(500)
                .query(AuditTable::read)
                .stream();
    }

    private static AuditEntry read(ResultSet row, int index) throws SQLException {
        return new AuditEntry(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
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
