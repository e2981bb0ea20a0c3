// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.risk;

import dev.evenkeel.server.manifest.ManifestJson;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Risk cases that are kept. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class RiskCaseTable {
    private final JdbcClient jdbc;

    RiskCaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All specs by name.
    SortedMap<String, JsonNode> all() {
        SortedMap<String, JsonNode> all = new TreeMap<>();
        jdbc.sql("select name, spec from risk_case").query(row -> {
            all.put(row.getString("name"), ManifestJson.EXACT.readTree(row.getString("spec")));
        });
        return all;
    }

    Optional<JsonNode> find(String name) {
        return jdbc.sql("select spec from risk_case where name = :name")
                .param("name", name)
                .query(String.class)
                .optional()
                .map(ManifestJson.EXACT::readTree);
    }

    void put(String name, JsonNode spec) {
        jdbc.sql("""
                        insert into risk_case (name, spec) values (:name, :spec)
                        on conflict (name) do update set spec = excluded.spec
                        """).param("name", name).param("spec", spec.toString()).update();
    }

    void delete(String name) {
        jdbc.sql("delete from risk_case where name = :name").param("name", name).update();
    }
}
