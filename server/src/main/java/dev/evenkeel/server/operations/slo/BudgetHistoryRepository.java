// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.ObjectiveStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The history of budgets: one row for each objective and hour, a year of it 8,766 rows. Minutes are known for
/// a period only; hours stay.
@Component
class BudgetHistoryRepository {
    private final JdbcClient jdbc;

    BudgetHistoryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(String slo, String objective, BudgetHistoryPoint point) {
        jdbc.sql("""
                        insert into slo_budget (slo, objective, hour, state, good, total, allowed, remaining, known)
                        values (:slo, :objective, :hour, :state, :good, :total, :allowed, :remaining, :known)
                        on conflict (slo, objective, hour) do update
                        set state = excluded.state, good = excluded.good, total = excluded.total,
                            allowed = excluded.allowed, remaining = excluded.remaining, known = excluded.known
                        """)
                .param("slo", slo)
                .param("objective", objective)
                .param("hour", Timestamp.from(point.hour()))
                .param("state", point.state().name())
                .param("good", point.good())
                .param("total", point.total())
                .param("allowed", point.allowed())
                .param("remaining", point.remaining())
                .param("known", point.known())
                .update();
    }

    /// From an hour on, oldest first.
    List<BudgetHistoryPoint> since(String slo, String objective, Instant since) {
        return jdbc.sql("""
                        select hour, state, good, total, allowed, remaining, known from slo_budget
                        where slo = :slo and objective = :objective and hour >= :since order by hour
                        """)
                .param("slo", slo)
                .param("objective", objective)
                .param("since", Timestamp.from(since))
                .query((row, index) -> point(row))
                .list();
    }

    /// The newest hour of each objective, of those that were noted in some hour since an instant.
    List<LatestBudget> newest(Instant since) {
        return jdbc.sql("""
                        select distinct on (slo, objective) slo, objective,
                               hour, state, good, total, allowed, remaining, known
                        from slo_budget where hour >= :since order by slo, objective, hour desc
                        """)
                .param("since", Timestamp.from(since))
                .query((row, index) -> new LatestBudget(row.getString("slo"), row.getString("objective"), point(row)))
                .list();
    }

    /// The newest hour of each of some objectives, of those that were noted in some hour since an
    /// instant. A few rows for each.
    List<LatestBudget> newestOf(List<ObjectiveKey> objectives, Instant since) {
        return jdbc.sql("""
                        select distinct on (noted.slo, noted.objective) noted.slo, noted.objective,
                               hour, state, good, total, allowed, remaining, known
                        from unnest(:slos, :objectives) as asked (slo, objective)
                        join slo_budget noted
                          on noted.slo = asked.slo and noted.objective = asked.objective and hour >= :since
                        order by noted.slo, noted.objective, hour desc
                        """)
                .param("slos", objectives.stream().map(ObjectiveKey::slo).toArray(String[]::new))
                .param(
                        "objectives",
                        objectives.stream().map(ObjectiveKey::objective).toArray(String[]::new))
                .param("since", Timestamp.from(since))
                .query((row, index) -> new LatestBudget(row.getString("slo"), row.getString("objective"), point(row)))
                .list();
    }

    private static BudgetHistoryPoint point(ResultSet row) throws SQLException {
        return new BudgetHistoryPoint(
                row.getTimestamp("hour").toInstant(),
                ObjectiveStatus.State.valueOf(row.getString("state")),
                row.getDouble("good"),
                row.getDouble("total"),
                row.getDouble("allowed"),
                row.getObject("remaining", Double.class),
                row.getDouble("known"));
    }

    /// Names an objective.
    record ObjectiveKey(String slo, String objective) {}

    /// How an objective stood last.
    record LatestBudget(String slo, String objective, BudgetHistoryPoint point) {}
}
