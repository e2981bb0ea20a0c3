// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.server.foundation.database.SqlArrays;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What ended rollouts declared, and which components changes bring along. Every method runs in the caller's
/// transaction if there is one, in one round trip.
@Component
class TechnologyDeclarationRepository {
    private final JdbcClient jdbc;

    TechnologyDeclarationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A rollout that has ended.
    ///
    /// @param service whose change it was
    /// @param technologies that its flag declared then
    /// @param completed whether it reached everybody
    record EndedRollout(
            String rollout, String service, List<String> technologies, boolean completed, Instant endedAt) {}

    /// Notes a rollout, unless it is noted.
    void note(EndedRollout ended) {
        jdbc.sql("""
                        insert into technology_rollout (rollout, service, technologies, completed, ended_at)
                        values (:rollout, :service, :technologies, :completed, :endedAt)
                        on conflict (rollout) do nothing
                        """)
                .param("rollout", ended.rollout())
                .param("service", ended.service())
                .param("technologies", ended.technologies().toArray(String[]::new))
                .param("completed", ended.completed())
                .param("endedAt", Timestamp.from(ended.endedAt()))
                .update();
    }

    /// When the last one that is noted ended; the beginning of time before the first.
    Instant lastEnd() {
        return jdbc.sql("select coalesce(max(ended_at), 'epoch') from technology_rollout")
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /// Those that declared something, oldest first.
    List<EndedRollout> declaring() {
        return jdbc.sql("""
                        select * from technology_rollout where cardinality(technologies) > 0 order by ended_at, rollout
                        """)
                .query((row, index) -> new EndedRollout(
                        row.getString("rollout"),
                        row.getString("service"),
                        SqlArrays.texts(row, "technologies"),
                        row.getBoolean("completed"),
                        row.getTimestamp("ended_at").toInstant()))
                .list();
    }

    /// Components that a change brings along.
    ///
    /// @param change its name: `flag:default/core`, `change:ch-1`
    /// @param components package URLs without a version
    /// @param comparedAt when somebody said so
    record StoredDiff(String change, List<String> components, Instant comparedAt, String person) {}

    void put(StoredDiff diff) {
        jdbc.sql("""
                        insert into sbom_diff (change, components, compared_at, person)
                        values (:change, :components, :at, :person)
                        on conflict (change) do update set components = excluded.components,
                            compared_at = excluded.compared_at, person = excluded.person
                        """)
                .param("change", diff.change())
                .param("components", diff.components().toArray(String[]::new))
                .param("at", Timestamp.from(diff.comparedAt()))
                .param("person", diff.person())
                .update();
    }

    Optional<StoredDiff> diff(String change) {
        return jdbc.sql("select * from sbom_diff where change = ?")
                .param(change)
                .query((row, index) -> new StoredDiff(
                        row.getString("change"),
                        SqlArrays.texts(row, "components"),
                        row.getTimestamp("compared_at").toInstant(),
                        row.getString("person")))
                .optional();
    }
}
