// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Services in the database.
@Component
class ServiceRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private volatile @Nullable CachedGraph last;

    private record CachedGraph(List<String> texts, ServiceGraph graph) {}

    ServiceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns all services by key. Reads their specs on each call, but parses them only when one of them has
    /// changed.
    ServiceGraph loadGraph() {
        List<String> texts = jdbc.sql("select spec from service order by key")
                .query((row, index) -> row.getString("spec"))
                .list();
        CachedGraph cachedGraph = last;
        if (cachedGraph == null || !cachedGraph.texts().equals(texts)) {
            cachedGraph = new CachedGraph(
                    texts,
                    new ServiceGraph(texts.stream()
                            .map(text -> JSON.readValue(text, Service.class))
                            .toList()));
            last = cachedGraph;
        }
        return cachedGraph.graph();
    }

    /// Locks services against changes until the transaction ends.
    void lock() {
        jdbc.sql("lock table service in share row exclusive mode").update();
    }

    void save(Service service) {
        jdbc.sql("""
                        insert into service (key, spec) values (:key, :spec::jsonb)
                        on conflict (key) do update set spec = excluded.spec
                        """)
                .param("key", service.key())
                .param("spec", JSON.writeValueAsString(service))
                .update();
    }

    void delete(String key) {
        jdbc.sql("delete from service where key = :key").param("key", key).update();
    }
}
