// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.api.GateOverrideApi.OverrideReview;
import dev.evenkeel.api.GateOverrideApi.OverrideReviewTask;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of override reviews. The review of an override without one is open.
@Component
class OverrideReviewRepository {
    private static final String SELECT = """
            select o.id, o.environment, o.flag, o.gate, o.created_by, o.reason, o.change_class, o.created_at, o.expires_at,
                   r.reviewer, r.reviewed_at as at, r.verdict, r.finding
            from gate_override o left join gate_override_review r on r.override = o.id
            """;
    private static final RecordRowMapper<FlagGateOverride> OVERRIDE = RecordRowMapper.of(FlagGateOverride.class);
    private static final RecordRowMapper<OverrideReview> REVIEW = RecordRowMapper.of(OverrideReview.class);

    private final JdbcClient jdbc;

    OverrideReviewRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns open reviews; the override that ended first comes first.
    ///
    /// @param environment null for all environments
    List<OverrideReviewTask> listPending(@Nullable String environment) {
        return jdbc.sql(SELECT + """
                        where r.override is null and o.environment = coalesce(:environment, o.environment)
                        order by o.expires_at, o.id
                        """)
                .param("environment", environment, Types.VARCHAR)
                .query((row, index) -> mapRow(row))
                .list();
    }

    /// Returns reviews of the newest overrides of an environment, newest first.
    List<OverrideReviewTask> listNewest(String environment, int limit) {
        return jdbc.sql(SELECT + "where o.environment = :environment order by o.created_at desc, o.id limit :limit")
                .param("environment", environment)
                .param("limit", limit)
                .query((row, index) -> mapRow(row))
                .list();
    }

    Optional<OverrideReviewTask> findByOverride(String environment, String override) {
        return jdbc.sql(SELECT + "where o.environment = :environment and o.id = :id")
                .param("environment", environment)
                .param("id", override)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    /// @return false if the override already has a review
    boolean insert(String override, OverrideReview review) {
        return jdbc.sql("""
                        insert into gate_override_review (override, reviewer, reviewed_at, verdict, finding)
                        values (:override, :reviewer, :at, :verdict, :finding)
                        on conflict (override) do nothing
                        """).paramSource(review).param("override", override).update() > 0;
    }

    private static OverrideReviewTask mapRow(ResultSet row) throws SQLException {
        return OverrideReviewTask.of(OVERRIDE.mapRow(row, 0), REVIEW.mapRowOrNull(row));
    }
}
