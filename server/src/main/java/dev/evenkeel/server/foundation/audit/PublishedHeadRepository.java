// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.files.audit.SignedChainHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The last published head of each destination. These rows are not evidence, because the database's owner can
/// change them; they only prevent servers from publishing the same head twice.
@Component
class PublishedHeadRepository {
    private final JdbcClient jdbc;

    PublishedHeadRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the newest head of each destination, newest first.
    List<PublishedHead> listAll() {
        return jdbc.sql(
                        "select * from published_audit_head where jws is not null order by published_at desc, destination")
                .query(PublishedHeadRepository::mapRow)
                .list();
    }

    /// Returns the newest head of one destination.
    Optional<PublishedHead> findByDestination(String place) {
        return jdbc.sql("select * from published_audit_head where jws is not null and destination = ?")
                .param(place)
                .query(PublishedHeadRepository::mapRow)
                .optional();
    }

    /// Claims the next attempt for a destination; returns true to only one server.
    ///
    /// @param notSince latest previous attempt that permits another one
    boolean tryClaim(String place, Instant now, Instant notSince) {
        return jdbc.sql("""
                        insert into published_audit_head (destination, attempted_at) values (:place, :now)
                        on conflict (destination) do update set attempted_at = excluded.attempted_at
                            where published_audit_head.attempted_at <= :since
                        """)
                        .param("place", place)
                        .param("now", Timestamp.from(now))
                        .param("since", Timestamp.from(notSince))
                        .update()
                > 0;
    }

    /// Stores a publication after a successful claim.
    void save(PublishedHead publication) {
        SignedChainHead head = publication.head();
        jdbc.sql("""
                        update published_audit_head set published_at = :at, number = :number, hash = :hash, issuer = :issuer,
                            key_id = :key, jws = :jws
                        where destination = :place
                        """)
                .param("place", publication.destination())
                .param("at", Timestamp.from(head.at()))
                .param("number", head.head().number())
                .param("hash", head.head().hash())
                .param("issuer", head.issuer())
                .param("key", head.key())
                .param("jws", head.jws())
                .update();
    }

    private static PublishedHead mapRow(ResultSet row, int index) throws SQLException {
        return new PublishedHead(
                row.getString("destination"),
                new SignedChainHead(
                        row.getString("issuer"),
                        new AuditChainHead(row.getLong("number"), row.getString("hash")),
                        row.getTimestamp("published_at").toInstant(),
                        row.getString("key_id"),
                        row.getString("jws")));
    }
}
