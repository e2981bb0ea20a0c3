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

/// The repository of import progress.
@Component
public class SloImportProgressRepository {
    private final JdbcClient jdbc;

    SloImportProgressRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insertIfAbsent(SloImportProgress fresh) {
        jdbc.sql("""
                        insert into slo_import_progress (slo, indicator, imported_until, evaluated_until)
                        values (:slo, :indicator, :importedUntil, :evaluatedUntil) on conflict do nothing
                        """)
                .param("slo", fresh.slo())
                .param("indicator", fresh.indicator())
                .param("importedUntil", Timestamp.from(fresh.knownUntil()))
                .param("evaluatedUntil", Timestamp.from(fresh.evaluatedUntil()))
                .update();
    }

    /// Locks the progress of an SLO until the caller's transaction ends; empty if another transaction holds the
    /// lock or there is none.
    public Optional<SloImportProgress> tryLock(String slo) {
        return query("select * from slo_import_progress where slo = :slo for update skip locked", slo);
    }

    public Optional<SloImportProgress> findBySlo(String slo) {
        return query("select * from slo_import_progress where slo = :slo", slo);
    }

    public void save(SloImportProgress progress) {
        jdbc.sql("""
                        update slo_import_progress
                        set indicator = :indicator, imported_until = :importedUntil, evaluated_until = :evaluatedUntil,
                            failing_since = :failingSince, error = :error
                        where slo = :slo
                        """)
                .param("slo", progress.slo())
                .param("indicator", progress.indicator())
                .param("importedUntil", Timestamp.from(progress.knownUntil()))
                .param("evaluatedUntil", Timestamp.from(progress.evaluatedUntil()))
                .param("failingSince", timestamp(progress.failingSince()))
                .param("error", progress.failure())
                .update();
    }

    public void delete(String slo) {
        jdbc.sql("delete from slo_import_progress where slo = :slo")
                .param("slo", slo)
                .update();
    }

    private Optional<SloImportProgress> query(String sql, String slo) {
        return jdbc.sql(sql)
                .param("slo", slo)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    private static SloImportProgress mapRow(ResultSet row) throws SQLException {
        Timestamp failingSince = row.getTimestamp("failing_since");
        return new SloImportProgress(
                row.getString("slo"),
                row.getString("indicator"),
                row.getTimestamp("imported_until").toInstant(),
                row.getTimestamp("evaluated_until").toInstant(),
                failingSince == null ? null : failingSince.toInstant(),
                row.getString("error"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
