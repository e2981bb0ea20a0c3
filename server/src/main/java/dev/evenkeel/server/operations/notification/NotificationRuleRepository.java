// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.engine.notification.NotificationRule;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The repository of configured rules.
@Component
class NotificationRuleRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    NotificationRuleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns all rules, by name.
    List<NotificationRule> listAll() {
        return jdbc.sql("select spec from notification_rule order by name")
                .query((row, index) -> JSON.readValue(row.getString("spec"), NotificationRule.class))
                .list();
    }

    Optional<NotificationRule> findByName(String name) {
        return listAll().stream().filter(rule -> rule.name().equals(name)).findFirst();
    }

    void save(NotificationRule rule) {
        jdbc.sql("""
                        insert into notification_rule (name, channel, spec) values (:name, :channel, :spec::jsonb)
                        on conflict (name) do update set channel = excluded.channel, spec = excluded.spec
                        """)
                .param("name", rule.name())
                .param("channel", rule.channel())
                .param("spec", JSON.writeValueAsString(rule))
                .update();
    }

    void delete(String name) {
        jdbc.sql("delete from notification_rule where name = :name")
                .param("name", name)
                .update();
    }
}
