// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.MinimumCapacityRule;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Capacity that is required. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class RequiredCapacityRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    RequiredCapacityRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(MinimumCapacityRule rule) {
        jdbc.sql("""
                        insert into capacity_required (id, team, since, ends_at, rule)
                        values (:id, :team, :since, :until, :rule::jsonb)
                        """)
                .param("id", rule.id())
                .param("team", rule.team())
                .param("since", Timestamp.from(rule.since()))
                .param("until", Timestamp.from(rule.until()))
                .param("rule", JSON.writeValueAsString(rule))
                .update();
    }

    /// All that are in force at a moment, the oldest first.
    List<MinimumCapacityRule> inForce(Instant now) {
        return jdbc.sql("select rule from capacity_required where since <= :now and ends_at > :now order by since, id")
                .param("now", Timestamp.from(now))
                .query((row, index) -> JSON.readValue(row.getString("rule"), MinimumCapacityRule.class))
                .list();
    }

    /// Ends one that is in force.
    ///
    /// @return whether there was one
    boolean end(String id, Instant now) {
        return jdbc.sql("""
                        update capacity_required set ends_at = greatest(since, :now)
                        where id = :id and ends_at > :now
                        """).param("id", id).param("now", Timestamp.from(now)).update() > 0;
    }
}
