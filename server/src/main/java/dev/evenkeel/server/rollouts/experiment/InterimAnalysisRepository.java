// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
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
                        """).paramSource(look).param("experiment", experiment).update();
    }

    /// Returns all analyses, by goal, treatment and units.
    List<InterimAnalysis> listByExperiment(String experiment) {
        return jdbc.sql("""
                        select goal, treatment, units, analyzed_at as at, control_mean, treatment_mean, estimate, low, high, exact
                        from interim_analysis where experiment = :experiment order by goal, treatment, units
                        """)
                .param("experiment", experiment)
                .query(RecordRowMapper.of(InterimAnalysis.class))
                .list();
    }
}
