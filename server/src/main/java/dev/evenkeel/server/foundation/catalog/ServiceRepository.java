// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The services. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class ServiceRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private volatile @Nullable CachedGraph last;

    private record CachedGraph(List<String> of, ServiceGraph graph) {}

    ServiceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All, by key. Their texts are read with each question, and made into services only when one of them has
    /// changed.
    ServiceGraph graph() {
        List<String> texts = jdbc.sql("select described from service order by key")
                .query((row, index) -> row.getString("described"))
                .list();
        CachedGraph made = last;
        if (made == null || !made.of().equals(texts)) {
            made = new CachedGraph(
                    texts,
                    new ServiceGraph(texts.stream()
                            .map(text -> JSON.readValue(text, Service.class))
                            .toList()));
            last = made;
        }
        return made.graph();
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
