// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.engine.slo.EventCounts;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Weeks of SLOs. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class SloWeekRepository {
    private final JdbcClient jdbc;

    SloWeekRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Keeps a week, unless one that begins on its day is kept.
    ///
    /// @return whether it was kept
    boolean insertIfAbsent(SloWeek week) {
        return jdbc.sql("""
                        insert into slo_week (slo, begins, bad, total, told)
                        values (:slo, :begins, :bad, :total, :told) on conflict do nothing
                        """)
                        .param("slo", week.slo())
                        .param("begins", week.begins())
                        .param("bad", week.counts().bad())
                        .param("total", week.counts().total())
                        .param("told", week.told())
                        .update()
                > 0;
    }

    /// Those of an SLO, oldest first.
    List<SloWeek> of(String slo) {
        return jdbc.sql("select * from slo_week where slo = :slo order by begins")
                .param("slo", slo)
                .query((row, index) -> new SloWeek(
                        row.getString("slo"),
                        row.getObject("begins", LocalDate.class),
                        new EventCounts(row.getLong("total") - row.getLong("bad"), row.getLong("total")),
                        row.getBoolean("told")))
                .list();
    }
}
