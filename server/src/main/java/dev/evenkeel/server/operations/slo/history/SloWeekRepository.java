// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of weekly SLO counts.
@Component
class SloWeekRepository {
    private final JdbcClient jdbc;

    SloWeekRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts a week, unless a week with the same first day exists.
    ///
    /// @return whether the week was inserted
    boolean insertIfAbsent(SloWeek week) {
        return jdbc.sql("""
                        insert into slo_week (slo, week_start, bad, total, imported)
                        values (:slo, :weekStart, :bad, :total, :imported) on conflict do nothing
                        """)
                        .paramSource(week)
                        .param("bad", week.counts().bad())
                        .param("total", week.counts().total())
                        .update()
                > 0;
    }

    /// Returns the weeks of an SLO, oldest first.
    List<SloWeek> listBySlo(String slo) {
        return jdbc.sql(
                        "select slo, week_start, total - bad as good, total, imported from slo_week where slo = :slo order by week_start")
                .param("slo", slo)
                .query(RecordRowMapper.of(SloWeek.class))
                .list();
    }
}
