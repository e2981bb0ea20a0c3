// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of import progress.
@Component
public class SloImportProgressRepository {
    private static final RecordRowMapper<SloImportProgress> PROGRESS = RecordRowMapper.of(SloImportProgress.class);
    private static final String SELECT = """
            select slo, indicator, imported_until as known_until, evaluated_until, failing_since, error as failure
            from slo_import_progress where slo = :slo\s""";

    private final JdbcClient jdbc;

    SloImportProgressRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insertIfAbsent(SloImportProgress fresh) {
        jdbc.sql("""
                        insert into slo_import_progress (slo, indicator, imported_until, evaluated_until)
                        values (:slo, :indicator, :knownUntil, :evaluatedUntil) on conflict do nothing
                        """).paramSource(fresh).update();
    }

    /// Locks the progress of an SLO until the caller's transaction ends; empty if another transaction holds the
    /// lock or there is none.
    public Optional<SloImportProgress> tryLock(String slo) {
        return query(SELECT + "for update skip locked", slo);
    }

    public Optional<SloImportProgress> findBySlo(String slo) {
        return query(SELECT, slo);
    }

    public void save(SloImportProgress progress) {
        jdbc.sql("""
                        update slo_import_progress
                        set indicator = :indicator, imported_until = :knownUntil, evaluated_until = :evaluatedUntil,
                            failing_since = :failingSince, error = :failure
                        where slo = :slo
                        """).paramSource(progress).update();
    }

    public void delete(String slo) {
        jdbc.sql("delete from slo_import_progress where slo = :slo")
                .param("slo", slo)
                .update();
    }

    private Optional<SloImportProgress> query(String sql, String slo) {
        return jdbc.sql(sql).param("slo", slo).query(PROGRESS).optional();
    }
}
