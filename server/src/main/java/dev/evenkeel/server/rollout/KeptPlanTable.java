// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.RolloutPlan;
import dev.evenkeel.files.plan.PlanCodec;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The plans that are kept. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class KeptPlanTable {
    private final JdbcClient jdbc;

    KeptPlanTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All of them, by name.
    List<RolloutPlan> all() {
        return jdbc.sql("select plan from kept_plan order by name collate \"C\"")
                .query((row, index) -> PlanCodec.decode(row.getString(1)))
                .list();
    }

    Optional<RolloutPlan> find(String name) {
        return jdbc.sql("select plan from kept_plan where name = :name")
                .param("name", name)
                .query((row, index) -> PlanCodec.decode(row.getString(1)))
                .optional();
    }

    List<String> names() {
        return jdbc.sql("select name from kept_plan")
                .query((row, index) -> row.getString(1))
                .list();
    }

    /// Keeps a plan, in the place of one of the same name.
    void put(RolloutPlan plan) {
        jdbc.sql("""
                        insert into kept_plan (name, plan) values (:name, :plan::jsonb)
                        on conflict (name) do update set plan = excluded.plan
                        """)
                .param("name", plan.name())
                .param("plan", PlanCodec.encode(plan))
                .update();
    }

    void delete(String name) {
        jdbc.sql("delete from kept_plan where name = :name").param("name", name).update();
    }
}
