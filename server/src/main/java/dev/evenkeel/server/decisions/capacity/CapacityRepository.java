// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.SplitRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Policies and plans of teams. Every method runs in the caller's transaction if there is one, in one round
/// trip.
@Component
class CapacityRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    CapacityRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CapacityPolicy> policy(String team) {
        return jdbc.sql("select policy from capacity_policy where team = :team")
                .param("team", team)
                .query((row, index) -> JSON.readValue(row.getString("policy"), CapacityPolicy.class))
                .optional();
    }

    void putPolicy(String team, CapacityPolicy policy) {
        jdbc.sql("""
                        insert into capacity_policy (team, policy) values (:team, :policy::jsonb)
                        on conflict (team) do update set policy = excluded.policy
                        """)
                .param("team", team)
                .param("policy", JSON.writeValueAsString(policy))
                .update();
    }

    /// Keeps others from planning a team's time until the end of the transaction.
    void lock(String team) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))::text")
                .param("name", "capacity of " + team)
                .query(String.class)
                .single();
    }

    /// Teams of which somebody has set something, by name.
    List<String> teams() {
        return jdbc.sql("""
                        select team from capacity_policy union select team from capacity_plan
                        union select team from capacity_required order by team
                        """).query((row, index) -> row.getString("team")).list();
    }

    /// The plan that was in force at a moment, if there was one.
    Optional<CapacityPlan> planAt(String team, Instant moment) {
        return jdbc.sql("""
                        select planned_at, split, rung, person, reason from capacity_plan
                        where team = :team and planned_at <= :moment order by number desc limit 1
                        """)
                .param("team", team)
                .param("moment", Timestamp.from(moment))
                .query((row, index) -> plan(row))
                .optional();
    }

    /// The oldest plan, if there is one.
    Optional<CapacityPlan> firstPlan(String team) {
        return jdbc.sql("""
                        select planned_at, split, rung, person, reason from capacity_plan
                        where team = :team order by number limit 1
                        """)
                .param("team", team)
                .query((row, index) -> plan(row))
                .optional();
    }

    void addPlan(String team, CapacityPlan plan) {
        SplitRule rung = plan.rung();
        jdbc.sql("""
                        insert into capacity_plan (team, planned_at, split, rung, person, reason)
                        values (:team, :at, :split::jsonb, :rung, :person, :reason)
                        """)
                .param("team", team)
                .param("at", Timestamp.from(plan.since()))
                .param("split", JSON.writeValueAsString(plan.split()))
                .param("rung", rung == null ? null : rung.name())
                .param("person", plan.person())
                .param("reason", plan.reason())
                .update();
    }

    private static CapacityPlan plan(ResultSet row) throws SQLException {
        return new CapacityPlan(
                JSON.readValue(row.getString("split"), CapacitySplit.class),
                rung(row.getString("rung")),
                row.getTimestamp("planned_at").toInstant(),
                row.getString("person"),
                row.getString("reason"));
    }

    private static @Nullable SplitRule rung(@Nullable String name) {
        return name == null ? null : SplitRule.valueOf(name);
    }
}
