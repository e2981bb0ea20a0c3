// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import dev.evenkeel.engine.gate.ReleasePause;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of release pauses.
@Component
public class ReleasePauseRepository {
    private final JdbcClient jdbc;

    ReleasePauseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns pauses of an environment: that of the whole environment first, then services by name.
    List<ReleasePause> listByEnvironment(String environment) {
        return listAll().stream()
                .filter(line -> line.environment().equals(environment))
                .toList();
    }

    /// Returns all pauses by environment, in the same order.
    public List<ReleasePause> listAll() {
        return jdbc.sql("""
                        select environment, nullif(service, '') as service, paused_by, reason, paused_at
                        from release_pause order by environment, release_pause.service
                        """).query(RecordRowMapper.of(ReleasePause.class)).list();
    }

    /// Adds a pause unless releases are paused already.
    ///
    /// @return whether it was added
    boolean insert(ReleasePause line) {
        return jdbc.sql("""
                        insert into release_pause (environment, service, paused_by, reason, paused_at)
                        values (:environment, coalesce(:service, ''), :pausedBy, :reason, :pausedAt)
                        on conflict do nothing
                        """).paramSource(line).update() > 0;
    }

    /// Deletes a pause.
    ///
    /// @return whether it existed
    boolean delete(String environment, @Nullable String service) {
        return jdbc.sql("""
                        delete from release_pause
                        where environment = :environment and service = coalesce(:service, '')
                        """)
                        .param("environment", environment)
                        .param("service", service)
                        .update()
                > 0;
    }
}
