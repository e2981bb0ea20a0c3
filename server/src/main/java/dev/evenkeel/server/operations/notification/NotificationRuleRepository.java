// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.NotificationRule;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The routes. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class NotificationRuleRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    NotificationRuleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// By name.
    List<NotificationRule> all() {
        return jdbc.sql("select spec from event_route order by name")
                .query((row, index) -> JSON.readValue(row.getString("spec"), NotificationRule.class))
                .list();
    }

    Optional<NotificationRule> find(String name) {
        return all().stream().filter(route -> route.name().equals(name)).findFirst();
    }

    void put(NotificationRule route) {
        jdbc.sql("""
                        insert into event_route (name, sink, spec) values (:name, :sink, :spec::jsonb)
                        on conflict (name) do update set sink = excluded.sink, spec = excluded.spec
                        """)
                .param("name", route.name())
                .param("sink", route.sink())
                .param("spec", JSON.writeValueAsString(route))
                .update();
    }

    void delete(String name) {
        jdbc.sql("delete from event_route where name = :name")
                .param("name", name)
                .update();
    }
}
