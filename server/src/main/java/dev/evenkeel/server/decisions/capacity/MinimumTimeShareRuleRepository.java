// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The stored rules of minimum capacity.
@Component
class MinimumTimeShareRuleRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    MinimumTimeShareRuleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(MinimumTimeShareRule rule) {
        jdbc.sql("""
                        insert into capacity_requirement (id, team, starts_at, ends_at, rule)
                        values (:id, :team, :since, :expiresAt, :rule::jsonb)
                        """)
                .paramSource(rule)
                .param("rule", JSON.writeValueAsString(rule))
                .update();
    }

    /// Returns the rules that are active at an instant, oldest first.
    List<MinimumTimeShareRule> listInForce(Instant now) {
        return jdbc.sql("""
                        select rule from capacity_requirement
                        where starts_at <= :now and ends_at > :now order by starts_at, id
                        """)
                .param("now", now)
                .query((row, index) -> JSON.readValue(row.getString("rule"), MinimumTimeShareRule.class))
                .list();
    }

    /// Ends an active rule.
    ///
    /// @return whether an active rule with this id existed
    boolean end(String id, Instant now) {
        return jdbc.sql("""
                        update capacity_requirement set ends_at = greatest(starts_at, :now)
                        where id = :id and ends_at > :now
                        """).param("id", id).param("now", now).update() > 0;
    }
}
