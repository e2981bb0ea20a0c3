// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import java.sql.Timestamp;
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
                        """)
                .query((row, index) -> new ReleasePause(
                        row.getString("environment"),
                        row.getString("service"),
                        row.getString("paused_by"),
                        row.getString("reason"),
                        row.getTimestamp("paused_at").toInstant()))
                .list();
    }

    /// Adds a pause unless releases are paused already.
    ///
    /// @return whether it was added
    boolean insert(ReleasePause line) {
        return jdbc.sql("""
                        insert into release_pause (environment, service, paused_by, reason, paused_at)
                        values (:environment, coalesce(:service, ''), :person, :reason, :since)
                        on conflict do nothing
                        """)
                        .param("environment", line.environment())
                        .param("service", line.service())
                        .param("person", line.pausedBy())
                        .param("reason", line.reason())
                        .param("since", Timestamp.from(line.pausedAt()))
                        .update()
                > 0;
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
