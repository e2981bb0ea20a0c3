// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The templates of incidents. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class IncidentTemplateTable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    IncidentTemplateTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All, by name.
    List<IncidentTemplate> all() {
        return jdbc.sql("select name, spec from incident_template order by name collate \"C\"")
                .query((row, index) -> template(row))
                .list();
    }

    Optional<IncidentTemplate> find(String name) {
        return jdbc.sql("select name, spec from incident_template where name = :name")
                .param("name", name)
                .query((row, index) -> template(row))
                .optional();
    }

    /// Keeps others from changing templates until the end of the transaction.
    void lock() {
        jdbc.sql("lock table incident_template in share row exclusive mode").update();
    }

    /// Stores one, in the place of one of the same name.
    void put(IncidentTemplate template) {
        jdbc.sql("""
                        insert into incident_template (name, spec) values (:name, :spec::jsonb)
                        on conflict (name) do update set spec = excluded.spec
                        """)
                .param("name", template.name())
                .param("spec", JSON.writeValueAsString(template.spec()))
                .update();
    }

    void delete(String name) {
        jdbc.sql("delete from incident_template where name = :name")
                .param("name", name)
                .update();
    }

    private static IncidentTemplate template(ResultSet row) throws SQLException {
        return new IncidentTemplate(
                row.getString("name"), JSON.readValue(row.getString("spec"), IncidentTemplate.Spec.class));
    }
}
