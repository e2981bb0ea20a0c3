// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.server.manifest.ManifestJson;
import dev.evenkeel.server.manifest.ObjectName;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Changes that are prepared. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class PreparedChangeTable {
    private final JdbcClient jdbc;

    PreparedChangeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All specs by environment and flag.
    SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        jdbc.sql("select environment, flag, spec from prepared_change").query(row -> {
            all.put(
                    new ObjectName(row.getString("environment"), row.getString("flag")),
                    ManifestJson.EXACT.readTree(row.getString("spec")));
        });
        return all;
    }

    Optional<JsonNode> find(String environment, String flag) {
        return jdbc.sql("select spec from prepared_change where environment = :environment and flag = :flag")
                .param("environment", environment)
                .param("flag", flag)
                .query(String.class)
                .optional()
                .map(ManifestJson.EXACT::readTree);
    }

    void put(String environment, String flag, JsonNode spec) {
        jdbc.sql("""
                        insert into prepared_change (environment, flag, spec) values (:environment, :flag, :spec)
                        on conflict (environment, flag) do update set spec = excluded.spec
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("spec", spec.toString())
                .update();
    }

    void delete(String environment, String flag) {
        jdbc.sql("delete from prepared_change where environment = :environment and flag = :flag")
                .param("environment", environment)
                .param("flag", flag)
                .update();
    }
}
