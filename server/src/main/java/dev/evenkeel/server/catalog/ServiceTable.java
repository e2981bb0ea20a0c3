// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.catalog;

import dev.evenkeel.engine.catalog.Service;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The services. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class ServiceTable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    ServiceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Service> all() {
        return jdbc.sql("select described from service order by key")
                .query((row, index) -> JSON.readValue(row.getString("described"), Service.class))
                .list();
    }

    /// Keeps others from changing services until the end of the transaction.
    void lock() {
        jdbc.sql("lock table service in share row exclusive mode").update();
    }

    void put(Service service) {
        jdbc.sql("""
                        insert into service (key, described) values (:key, :described::jsonb)
                        on conflict (key) do update set described = excluded.described
                        """)
                .param("key", service.key())
                .param("described", JSON.writeValueAsString(service))
                .update();
    }

    void delete(String key) {
        jdbc.sql("delete from service where key = :key").param("key", key).update();
    }
}
