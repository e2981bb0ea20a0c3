// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The stored rollback plans.
@Component
class RollbackPlanRepository {
    private static final RecordRowMapper<FlagKey> FLAG_KEY = RecordRowMapper.of(FlagKey.class);

    private final JdbcClient jdbc;

    RollbackPlanRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the current plan of a flag.
    Optional<RollbackPlan> findByFlag(String environment, String flag) {
        return jdbc.sql("""
                        select version, plan from rollback_plan
                        where environment = :environment and flag = :flag and plan is not null
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .query((row, index) -> parsePlan(row.getInt("version"), row.getString("plan")))
                .optional();
    }

    /// The key of a flag.
    record FlagKey(String environment, String flag) {}

    /// Returns all current plans.
    Map<FlagKey, RollbackPlan> listAll() {
        Map<FlagKey, RollbackPlan> all = new LinkedHashMap<>();
        jdbc.sql("select environment, flag, version, plan from rollback_plan where plan is not null order by 1, 2")
                .query(row -> {
                    all.put(FLAG_KEY.mapRow(row, 0), parsePlan(row.getInt("version"), row.getString("plan")));
                });
        return all;
    }

    /// Stores or, with null, deletes the plan of a flag. Its version is one more than the last, also after a
    /// deletion.
    void save(String environment, String flag, @Nullable RollbackPlan plan) {
        jdbc.sql("""
                        insert into rollback_plan as present (environment, flag, version, plan)
                        values (:environment, :flag, 1, :plan::jsonb)
                        on conflict (environment, flag)
                            do update set version = present.version + 1, plan = excluded.plan
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("plan", RollbackPlanCodec.encode(plan))
                .update();
    }

    private static RollbackPlan parsePlan(int version, String stored) {
        JsonNode tree = JsonMapper.shared().readTree(stored);
        if (tree instanceof ObjectNode object) {
            object.remove("version");
        }
        return RollbackPlanCodec.parse(tree).plan().withVersion(version);
    }
}
