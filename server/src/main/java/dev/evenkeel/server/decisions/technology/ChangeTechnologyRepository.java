// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.api.TechnologyApi.ChangeSbomAdditions;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored declarations of ended rollouts, and the components that changes add.
@Component
class ChangeTechnologyRepository {
    private final JdbcClient jdbc;

    ChangeTechnologyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// An ended rollout.
    ///
    /// @param service service of the change
    /// @param technologies technologies that its flag declared at the end
    /// @param completed whether it reached 100% of the units
    record EndedRolloutWithTechnologies(
            String rollout, String service, List<String> technologies, boolean completed, Instant endedAt) {}

    /// Inserts a rollout, unless it is recorded.
    void insertIfAbsent(EndedRolloutWithTechnologies ended) {
        jdbc.sql("""
                        insert into rollout_technology (rollout, service, technologies, completed, ended_at)
                        values (:rollout, :service, :technologies, :completed, :endedAt)
                        on conflict (rollout) do nothing
                        """).paramSource(ended).update();
    }

    /// Returns the end of the last recorded rollout, or the epoch without one.
    Instant getLastEnd() {
        return jdbc.sql("select coalesce(max(ended_at), 'epoch') from rollout_technology")
                .query(Instant.class)
                .single();
    }

    /// Returns the rollouts with declarations, oldest first.
    List<EndedRolloutWithTechnologies> listDeclaring() {
        return jdbc.sql("""
                        select * from rollout_technology where cardinality(technologies) > 0 order by ended_at, rollout
                        """)
                .query(RecordRowMapper.of(EndedRolloutWithTechnologies.class))
                .list();
    }

    void saveDiff(ChangeSbomAdditions diff) {
        jdbc.sql("""
                        insert into sbom_diff (change, components, compared_at, recorded_by)
                        values (:change, :components, :comparedAt, :person)
                        on conflict (change) do update set components = excluded.components,
                            compared_at = excluded.compared_at, recorded_by = excluded.recorded_by
                        """).paramSource(diff).update();
    }

    Optional<ChangeSbomAdditions> findDiff(String change) {
        return jdbc.sql("select change, components, compared_at, recorded_by as person from sbom_diff where change = ?")
                .param(change)
                .query(RecordRowMapper.of(ChangeSbomAdditions.class))
                .optional();
    }
}
