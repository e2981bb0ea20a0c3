// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The stored policies and plans of teams.
@Component
class CapacityPolicyAndPlanRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RecordRowMapper<CapacitySplitPlan> PLAN =
            RecordRowMapper.of(CapacitySplitPlan.class).json(CapacitySplit.class);

    private final JdbcClient jdbc;

    CapacityPolicyAndPlanRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CapacityPolicy> findPolicy(String team) {
        return jdbc.sql("select policy from capacity_policy where team = :team")
                .param("team", team)
                .query((row, index) -> JSON.readValue(row.getString("policy"), CapacityPolicy.class))
                .optional();
    }

    void savePolicy(String team, CapacityPolicy policy) {
        jdbc.sql("""
                        insert into capacity_policy (team, policy) values (:team, :policy::jsonb)
                        on conflict (team) do update set policy = excluded.policy
                        """)
                .param("team", team)
                .param("policy", JSON.writeValueAsString(policy))
                .update();
    }

    /// Locks the plans of a team until the end of the transaction.
    void lock(String team) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))::text")
                .param("name", "capacity of " + team)
                .query(String.class)
                .single();
    }

    /// Returns the teams that have a policy or a plan, by name.
    List<String> listTeams() {
        return jdbc.sql("""
                        select team from capacity_policy union select team from capacity_plan
                        union select team from capacity_requirement order by team
                        """).query((row, index) -> row.getString("team")).list();
    }

    /// Returns the plan that was current at an instant, if any.
    Optional<CapacitySplitPlan> findPlanAt(String team, Instant moment) {
        return jdbc.sql("""
                        select created_at as since, split, rule, created_by as person, reason from capacity_plan
                        where team = :team and created_at <= :moment order by number desc limit 1
                        """)
                .param("team", team)
                .param("moment", moment)
                .query(PLAN)
                .optional();
    }

    /// Returns the oldest plan, if any.
    Optional<CapacitySplitPlan> findFirstPlan(String team) {
        return jdbc.sql("""
                        select created_at as since, split, rule, created_by as person, reason from capacity_plan
                        where team = :team order by number limit 1
                        """).param("team", team).query(PLAN).optional();
    }

    void insertPlan(String team, CapacitySplitPlan plan) {
        jdbc.sql("""
                        insert into capacity_plan (team, created_at, split, rule, created_by, reason)
                        values (:team, :since, :split::jsonb, :rule, :person, :reason)
                        """)
                .paramSource(plan)
                .param("team", team)
                .param("split", JSON.writeValueAsString(plan.split()))
                .update();
    }
}
