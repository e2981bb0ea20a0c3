// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How far the sources were asked. Every method runs in the caller's transaction if there is one.
@Component
public class SloImportProgressRepository {
    private final JdbcClient jdbc;

    SloImportProgressRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insertIfAbsent(SloImportProgress fresh) {
        jdbc.sql("""
                        insert into slo_progress (slo, indicator, known_until, looked_until)
                        values (:slo, :indicator, :knownUntil, :lookedUntil) on conflict do nothing
                        """)
                .param("slo", fresh.slo())
                .param("indicator", fresh.indicator())
                .param("knownUntil", Timestamp.from(fresh.knownUntil()))
                .param("lookedUntil", Timestamp.from(fresh.lookedUntil()))
                .update();
    }

    /// Locks it until the caller's transaction ends; empty when somebody else has it, or there is none.
    public Optional<SloImportProgress> lockIfFree(String slo) {
        return query("select * from slo_progress where slo = :slo for update skip locked", slo);
    }

    public Optional<SloImportProgress> find(String slo) {
        return query("select * from slo_progress where slo = :slo", slo);
    }

    public void save(SloImportProgress progress) {
        jdbc.sql("""
                        update slo_progress
                        set indicator = :indicator, known_until = :knownUntil, looked_until = :lookedUntil,
                            failing_since = :failingSince, failure = :failure
                        where slo = :slo
                        """)
                .param("slo", progress.slo())
                .param("indicator", progress.indicator())
                .param("knownUntil", Timestamp.from(progress.knownUntil()))
                .param("lookedUntil", Timestamp.from(progress.lookedUntil()))
                .param("failingSince", timestamp(progress.failingSince()))
                .param("failure", progress.failure())
                .update();
    }

    public void delete(String slo) {
        jdbc.sql("delete from slo_progress where slo = :slo").param("slo", slo).update();
    }

    private Optional<SloImportProgress> query(String sql, String slo) {
        return jdbc.sql(sql)
                .param("slo", slo)
                .query((row, index) -> progress(row))
                .optional();
    }

    private static SloImportProgress progress(ResultSet row) throws SQLException {
        Timestamp failingSince = row.getTimestamp("failing_since");
        return new SloImportProgress(
                row.getString("slo"),
                row.getString("indicator"),
                row.getTimestamp("known_until").toInstant(),
                row.getTimestamp("looked_until").toInstant(),
                failingSince == null ? null : failingSince.toInstant(),
                row.getString("failure"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
