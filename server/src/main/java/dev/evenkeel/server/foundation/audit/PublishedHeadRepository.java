// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.files.audit.SignedChainHead;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The last published head of each destination. These rows are not evidence, because the database's owner can
/// change them; they only prevent servers from publishing the same head twice.
@Component
class PublishedHeadRepository {
    private static final RecordRowMapper<PublishedHead> HEAD = RecordRowMapper.of(PublishedHead.class);
    private static final String SELECT = """
            select destination, issuer, number, hash, published_at as at, key_id as key, jws
            from published_audit_head where jws is not null\s""";

    private final JdbcClient jdbc;

    PublishedHeadRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the newest head of each destination, newest first.
    List<PublishedHead> listAll() {
        return jdbc.sql(SELECT + "order by published_at desc, destination")
                .query(HEAD)
                .list();
    }

    /// Returns the newest head of one destination.
    Optional<PublishedHead> findByDestination(String place) {
        return jdbc.sql(SELECT + "and destination = ?").param(place).query(HEAD).optional();
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
                        .param("now", now)
                        .param("since", notSince)
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
                .paramSource(head)
                .param("place", publication.destination())
                .param("number", head.head().number())
                .param("hash", head.head().hash())
                .update();
    }
}
