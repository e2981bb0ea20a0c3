// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// SDK processes and their acknowledgements in the database, shared by all servers.
@Component
class SdkClientRepository {
    private final JdbcClient jdbc;

    SdkClientRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record ClientKey(String environment, String instance) {}

    void updateLastSeen(Collection<ClientKey> keys, Instant at) {
        jdbc.sql("""
                        INSERT INTO sdk_instance (environment, instance, last_seen_at, first_seen_at)
                        SELECT environment, instance, :at, :at
                          FROM unnest(:environments, :instances) AS sign (environment, instance)
                         ORDER BY environment, instance
                        ON CONFLICT (environment, instance)
                        DO UPDATE SET last_seen_at = greatest(sdk_instance.last_seen_at, excluded.last_seen_at)
                        """)
                .param("at", at)
                .param("environments", keys.stream().map(ClientKey::environment).toList())
                .param("instances", keys.stream().map(ClientKey::instance).toList())
                .update();
    }

    /// Stores an acknowledgement, unless the environment never had the revision. A revision that was reported
    /// as flushed stays flushed.
    ///
    /// @param flushed as the process reports it; null when it does not
    /// @return whether the environment had the revision
    boolean acknowledge(ClientKey key, long revision, @Nullable Boolean flushed, Instant at) {
        return jdbc.sql("""
                        WITH known AS (
                            SELECT name FROM environment WHERE name = :environment AND revision >= :revision
                        ), added AS (
                            INSERT INTO sdk_ack (environment, instance, revision, received_at, flushed)
                            SELECT name, :instance, :revision, :at, :flushed FROM known
                            ON CONFLICT (environment, instance, revision) DO UPDATE SET flushed = excluded.flushed
                             WHERE excluded.flushed IS NOT NULL AND sdk_ack.flushed IS NOT TRUE
                        )
                        SELECT EXISTS (SELECT FROM known)
                        """)
                .paramSource(key)
                .param("revision", revision)
                .param("flushed", flushed, Types.BOOLEAN)
                .param("at", at)
                .query(Boolean.class)
                .single();
    }

    List<SdkClientState> listByEnvironment(String environment, Instant connectedSince) {
        return jdbc.sql("""
                        SELECT i.environment, i.instance, i.last_seen_at AS last_seen, i.last_seen_at >= :since AS connected,
                               e.revision AS newest_revision, a.revision, a.received_at AS acknowledged_at,
                               CASE WHEN a.revision IS NULL THEN i.first_seen_at
                                    ELSE (SELECT min(committed_at) FROM environment_revision r
                                           WHERE r.environment = i.environment AND r.revision > a.revision)
                               END AS behind_since
                          FROM sdk_instance i
                          JOIN environment e ON e.name = i.environment
                          LEFT JOIN LATERAL (SELECT revision, received_at FROM sdk_ack
                                              WHERE environment = i.environment AND instance = i.instance
                                              ORDER BY received_at DESC, revision DESC LIMIT 1) a ON true
                         WHERE i.environment = :environment AND i.stopped_at IS NULL
                         ORDER BY i.instance
                        """)
                .param("since", connectedSince)
                .param("environment", environment)
                .query(RecordRowMapper.of(SdkClientState.class))
                .list();
    }

    /// Returns when the last connected instance first acknowledged the revision or a newer one; empty when an
    /// acknowledgement is missing, or no instance is connected.
    Optional<Instant> findActiveEverywhere(String environment, long revision, Instant connectedSince) {
        return jdbc.sql("""
                        SELECT max(first_ack) FROM (
                            SELECT (SELECT min(received_at) FROM sdk_ack a
                                     WHERE a.environment = i.environment AND a.instance = i.instance
                                       AND a.revision >= :revision) AS first_ack
                              FROM sdk_instance i
                             WHERE i.environment = :environment AND i.last_seen_at >= :since
                               AND i.stopped_at IS NULL) AS firsts
                        HAVING count(*) > 0 AND count(*) = count(first_ack)
                        """)
                .param("revision", revision)
                .param("environment", environment)
                .param("since", connectedSince)
                .query(Instant.class)
                .optional();
    }

    /// Returns the connected instances that have not reported the revision or a newer one as flushed, by name.
    List<UnflushedSdkClient> listUnflushed(String environment, long revision, Instant connectedSince) {
        return jdbc.sql("""
                        SELECT i.instance, bool_or(a.flushed) IS NOT NULL AS reports
                          FROM sdk_instance i
                          LEFT JOIN sdk_ack a ON a.environment = i.environment AND a.instance = i.instance
                                             AND a.revision >= :revision
                         WHERE i.environment = :environment AND i.last_seen_at >= :since AND i.stopped_at IS NULL
                         GROUP BY i.instance
                        HAVING bool_or(a.flushed) IS NOT TRUE
                         ORDER BY i.instance
                        """)
                .param("revision", revision)
                .param("environment", environment)
                .param("since", connectedSince)
                .query(RecordRowMapper.of(UnflushedSdkClient.class))
                .list();
    }

    /// Returns the newest revision that every connected instance has acknowledged, directly or by a newer one;
    /// empty when an instance has acknowledged none, or no instance is connected.
    Optional<Long> findNewestEverywhere(String environment, Instant connectedSince) {
        return jdbc.sql("""
                        SELECT min(newest) FROM (
                            SELECT (SELECT max(revision) FROM sdk_ack a
                                     WHERE a.environment = i.environment AND a.instance = i.instance) AS newest
                              FROM sdk_instance i
                             WHERE i.environment = :environment AND i.last_seen_at >= :since
                               AND i.stopped_at IS NULL) AS each
                        HAVING count(*) > 0 AND count(*) = count(newest)
                        """)
                .param("environment", environment)
                .param("since", connectedSince)
                .query(Long.class)
                .optional();
    }

    /// Records that the process signed off.
    void markDisconnected(ClientKey key, Instant at) {
        jdbc.sql("UPDATE sdk_instance SET stopped_at = :at WHERE environment = :environment AND instance = :instance")
                .paramSource(key)
                .param("at", at)
                .update();
    }

    /// Deletes a process, unless it was seen since an instant.
    ///
    /// @return whether the process was deleted
    boolean deleteUnseenSince(ClientKey key, Instant unseenSince) {
        boolean forgotten =
                jdbc.sql("DELETE FROM sdk_instance WHERE environment = ? AND instance = ? AND last_seen_at < ?")
                                .params(key.environment(), key.instance(), unseenSince)
                                .update()
                        > 0;
        if (forgotten) {
            jdbc.sql("DELETE FROM sdk_ack WHERE environment = ? AND instance = ?")
                    .params(key.environment(), key.instance())
                    .update();
        }
        return forgotten;
    }

    /// Deletes old acknowledgements. The newest one of a process is kept as long as the process.
    void deleteBefore(Instant limit) {
        jdbc.sql("""
                        DELETE FROM sdk_ack AS old WHERE received_at < :limit
                           AND (EXISTS (SELECT FROM sdk_ack AS newer
                                         WHERE newer.environment = old.environment AND newer.instance = old.instance
                                           AND newer.revision > old.revision)
                                OR NOT EXISTS (SELECT FROM sdk_instance AS process
                                                WHERE process.environment = old.environment
                                                  AND process.instance = old.instance AND last_seen_at >= :limit))
                        """).param("limit", limit).update();
        jdbc.sql("DELETE FROM sdk_instance WHERE last_seen_at < ?").param(limit).update();
    }
}
