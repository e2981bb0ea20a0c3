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

/// Which head was published last, and where. What stands here is no evidence: the database's owner can
/// change it. It only keeps servers from publishing the same twice.
@Component
class PublishedHeadRepository {
    private final JdbcClient jdbc;

    PublishedHeadRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Newest first.
    List<PublishedHead> all() {
        return jdbc.sql("select * from audit_publication where jws is not null order by at desc, place")
                .query(PublishedHeadRepository::read)
                .list();
    }

    /// The newest in one place.
    Optional<PublishedHead> find(String place) {
        return jdbc.sql("select * from audit_publication where jws is not null and place = ?")
                .param(place)
                .query(PublishedHeadRepository::read)
                .optional();
    }

    /// Takes the next try in a place, for the one server that gets true.
    ///
    /// @param notSince nobody may have tried later than this
    boolean claim(String place, Instant now, Instant notSince) {
        return jdbc.sql("""
                        insert into audit_publication (place, tried_at) values (:place, :now)
                        on conflict (place) do update set tried_at = excluded.tried_at
                            where audit_publication.tried_at <= :since
                        """)
                        .param("place", place)
                        .param("now", Timestamp.from(now))
                        .param("since", Timestamp.from(notSince))
                        .update()
                > 0;
    }

    /// After a claim.
    void put(PublishedHead publication) {
        SignedChainHead head = publication.head();
        jdbc.sql("""
                        update audit_publication set at = :at, number = :number, hash = :hash, issuer = :issuer,
                            key_id = :key, jws = :jws
                        where place = :place
                        """)
                .param("place", publication.place())
                .param("at", Timestamp.from(head.at()))
                .param("number", head.head().number())
                .param("hash", head.head().hash())
                .param("issuer", head.issuer())
                .param("key", head.key())
                .param("jws", head.jws())
                .update();
    }

    private static PublishedHead read(ResultSet row, int index) throws SQLException {
        return new PublishedHead(
                row.getString("place"),
                new SignedChainHead(
                        row.getString("issuer"),
                        new AuditChainHead(row.getLong("number"), row.getString("hash")),
                        row.getTimestamp("at").toInstant(),
                        row.getString("key_id"),
                        row.getString("jws")));
    }
}
