// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was read of experiments over time. Every method runs in the caller's transaction.
@Component
class InterimAnalysisRepository {
    private final JdbcClient jdbc;

    InterimAnalysisRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Adds a look, unless there are less than a hundredth more units than at the last one: a long
    /// experiment then has about two thousand of them.
    void insert(String experiment, InterimAnalysis look) {
        jdbc.sql("""
                        insert into experiment_look (experiment, goal, treatment, units, at, control_mean,
                                                     treatment_mean, estimate, low, high, exact)
                        select :experiment, :goal, :treatment, :units, :at, :controlMean, :treatmentMean, :estimate,
                               :low, :high, :exact
                        where not exists (
                            select from experiment_look
                            where experiment = :experiment and goal = :goal and treatment = :treatment
                              and units * 1.01 > :units)
                        """)
                .param("experiment", experiment)
                .param("goal", look.goal())
                .param("treatment", look.treatment())
                .param("units", look.units())
                .param("at", Timestamp.from(look.at()))
                .param("controlMean", look.controlMean())
                .param("treatmentMean", look.treatmentMean())
                .param("estimate", look.estimate())
                .param("low", look.low())
                .param("high", look.high())
                .param("exact", look.exact())
                .update();
    }

    /// All looks, by goal, treatment and units.
    List<InterimAnalysis> all(String experiment) {
        return jdbc.sql("""
                        select goal, treatment, units, at, control_mean, treatment_mean, estimate, low, high, exact
                        from experiment_look where experiment = :experiment order by goal, treatment, units
                        """)
                .param("experiment", experiment)
                .query((row, index) -> new InterimAnalysis(
                        row.getInt("goal"),
                        row.getInt("treatment"),
                        row.getLong("units"),
                        row.getTimestamp("at").toInstant(),
                        row.getDouble("control_mean"),
                        row.getDouble("treatment_mean"),
                        row.getDouble("estimate"),
                        row.getDouble("low"),
                        row.getDouble("high"),
                        row.getBoolean("exact")))
                .list();
    }
}
