// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.pause;

import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stopped lines. Every method runs in the caller's transaction if there is one, in one round
/// trip.
@Component
public class ReleasePauseRepository {
    private final JdbcClient jdbc;

    ReleasePauseRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those of an environment: its own first, then services by name.
    List<ReleasePause> of(String environment) {
        return all().stream()
                .filter(line -> line.environment().equals(environment))
                .toList();
    }

    /// All of them, in the same order, by environment.
    public List<ReleasePause> all() {
        return jdbc.sql("""
                        select environment, nullif(service, '') as service, person, reason, since
                        from stopped_line order by environment, stopped_line.service
                        """)
                .query((row, index) -> new ReleasePause(
                        row.getString("environment"),
                        row.getString("service"),
                        row.getString("person"),
                        row.getString("reason"),
                        row.getTimestamp("since").toInstant()))
                .list();
    }

    /// Stops a line, unless it is stopped.
    ///
    /// @return whether it was not
    boolean stop(ReleasePause line) {
        return jdbc.sql("""
                        insert into stopped_line (environment, service, person, reason, since)
                        values (:environment, coalesce(:service, ''), :person, :reason, :since)
                        on conflict do nothing
                        """)
                        .param("environment", line.environment())
                        .param("service", line.service())
                        .param("person", line.person())
                        .param("reason", line.reason())
                        .param("since", Timestamp.from(line.since()))
                        .update()
                > 0;
    }

    /// Lets a line go.
    ///
    /// @return whether it was stopped
    boolean go(String environment, @Nullable String service) {
        return jdbc.sql(
                                "delete from stopped_line where environment = :environment and service = coalesce(:service, '')")
                        .param("environment", environment)
                        .param("service", service)
                        .update()
                > 0;
    }
}
