// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored interim analyses.
@Component
class InterimAnalysisRepository {
    private final JdbcClient jdbc;

    InterimAnalysisRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts an analysis, unless it has less than 1% more units than the last one; a long experiment thus has
    /// about two thousand.
    void insert(String experiment, InterimAnalysis look) {
        jdbc.sql("""
                        insert into interim_analysis (experiment, goal, treatment, units, analyzed_at,
                                                      control_mean, treatment_mean, estimate, low, high, exact)
                        select :experiment, :goal, :treatment, :units, :at, :controlMean, :treatmentMean, :estimate,
                               :low, :high, :exact
                        where not exists (
                            select from interim_analysis
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

    /// Returns all analyses, by goal, treatment and units.
    List<InterimAnalysis> listByExperiment(String experiment) {
        return jdbc.sql("""
                        select goal, treatment, units, analyzed_at, control_mean, treatment_mean, estimate, low, high, exact
                        from interim_analysis where experiment = :experiment order by goal, treatment, units
                        """)
                .param("experiment", experiment)
                .query((row, index) -> new InterimAnalysis(
                        row.getInt("goal"),
                        row.getInt("treatment"),
                        row.getLong("units"),
                        row.getTimestamp("analyzed_at").toInstant(),
                        row.getDouble("control_mean"),
                        row.getDouble("treatment_mean"),
                        row.getDouble("estimate"),
                        row.getDouble("low"),
                        row.getDouble("high"),
                        row.getBoolean("exact")))
                .list();
    }
}
