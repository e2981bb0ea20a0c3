// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.api.SloApi.BudgetHistoryPoint;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of the error budget history: one row for each objective and hour, which is 8,766 rows a year.
/// Minutes are deleted after the budget period; hours are kept.
@Component
class BudgetHistoryRepository {
    private final JdbcClient jdbc;

    BudgetHistoryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void save(String slo, String objective, BudgetHistoryPoint point) {
        jdbc.sql("""
                        insert into error_budget_hour (slo, objective, hour, state, good, total, allowed_bad, remaining, data_coverage)
                        values (:slo, :objective, :hour, :state, :good, :total, :allowedBadEvents, :remaining, :dataCoverage)
                        on conflict (slo, objective, hour) do update
                        set state = excluded.state, good = excluded.good, total = excluded.total,
                            allowed_bad = excluded.allowed_bad, remaining = excluded.remaining,
                            data_coverage = excluded.data_coverage
                        """)
                .paramSource(point)
                .param("slo", slo)
                .param("objective", objective)
                .update();
    }

    /// Returns points from an hour on, oldest first.
    List<BudgetHistoryPoint> listSince(String slo, String objective, Instant since) {
        return jdbc.sql("""
                        select hour, state, good, total, allowed_bad as allowed_bad_events, remaining, data_coverage from error_budget_hour
                        where slo = :slo and objective = :objective and hour >= :since order by hour
                        """)
                .param("slo", slo)
                .param("objective", objective)
                .param("since", since)
                .query(RecordRowMapper.of(BudgetHistoryPoint.class))
                .list();
    }

    /// Returns the latest point of each objective that has a point at an instant or later.
    List<LatestBudget> listNewest(Instant since) {
        return jdbc.sql("""
                        select distinct on (slo, objective) slo, objective,
                               hour, state, good, total, allowed_bad as allowed_bad_events, remaining, data_coverage
                        from error_budget_hour where hour >= :since order by slo, objective, hour desc
                        """)
                .param("since", since)
                .query(RecordRowMapper.of(LatestBudget.class))
                .list();
    }

    /// Returns the latest point of each of the given objectives that has a point at an instant or later. Reads
    /// a few rows for each.
    List<LatestBudget> listNewestByObjectives(List<ObjectiveKey> objectives, Instant since) {
        return jdbc.sql("""
                        select distinct on (noted.slo, noted.objective) noted.slo, noted.objective,
                               hour, state, good, total, allowed_bad as allowed_bad_events, remaining, data_coverage
                        from unnest(:slos, :objectives) as asked (slo, objective)
                        join error_budget_hour noted
                          on noted.slo = asked.slo and noted.objective = asked.objective and hour >= :since
                        order by noted.slo, noted.objective, hour desc
                        """)
                .param("slos", objectives.stream().map(ObjectiveKey::slo).toList())
                .param(
                        "objectives",
                        objectives.stream().map(ObjectiveKey::objective).toList())
                .param("since", since)
                .query(RecordRowMapper.of(LatestBudget.class))
                .list();
    }

    /// The key of an objective.
    record ObjectiveKey(String slo, String objective) {}

    /// The latest point of an objective.
    record LatestBudget(String slo, String objective, BudgetHistoryPoint point) {}
}
