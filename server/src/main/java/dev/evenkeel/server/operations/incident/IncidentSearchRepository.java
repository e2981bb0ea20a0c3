// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentSeverity;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Finds incidents, and what one may look for. Each question is one query or two, however many there are.
/// Thread-safe.
@Component
public class IncidentSearchRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_CHOICES = 200;

    private static final String CAUSES = "jsonb_array_elements(record #> '{account,causes}') as cause";
    private static final String FOUND = """
        from incident
        where (not :open or state in ('OPEN', 'MITIGATED'))
          and (:service = '' or service = :service)
          and (:severity = '' or severity = :severity)
          and (:cause = '' or exists (select 1 from %s where cause ->> 'name' = :cause))
          and (:text = '' or strpos(
              lower(concat_ws(' ', id, service, change, record ->> 'title')), lower(:text)) > 0)
        """.formatted(CAUSES);

    private final JdbcClient jdbc;

    IncidentSearchRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Some of what was found.
    ///
    /// @param incidents those that were asked for
    /// @param all how many there are
    public record IncidentSearchPage(List<Incident> incidents, int all) {
        public IncidentSearchPage {
            incidents = List.copyOf(incidents);
        }
    }

    /// How many incidents need somebody.
    ///
    /// @param open those that hurt
    /// @param unreviewed rollbacks that nobody has reviewed
    public record IncidentCounts(int open, int unreviewed) {}

    /// Those that hurt first, the worst of them at the head; then those that are mitigated; then the others.
    /// Newest first among equals.
    ///
    /// @param skip how many at the head are left out
    /// @param most of them
    public IncidentSearchPage find(IncidentSearchCriteria search, int skip, int most) {
        IncidentSeverity severity = search.severity();
        Map<String, Object> asked = Map.of(
                "open", search.open(),
                "service", search.service(),
                "severity", severity == null ? "" : severity.name(),
                "cause", search.cause(),
                "text", search.text());
        List<Incident> found = jdbc.sql("select record " + FOUND + """
            order by case state when 'OPEN' then 0 when 'MITIGATED' then 1 else 2 end,
                     case when state = 'OPEN' then severity end, opened_at desc, id
            limit :most offset :skip\
            """)
                .params(asked)
                .param("most", most)
                .param("skip", skip)
                .query((row, index) -> JSON.readValue(row.getString("record"), Incident.class))
                .list();
        return new IncidentSearchPage(
                found,
                jdbc.sql("select count(*) " + FOUND)
                        .params(asked)
                        .query(Integer.class)
                        .single());
    }

    /// How many of all need somebody.
    public IncidentCounts counts() {
        return jdbc.sql("""
            select count(*) filter (where state = 'OPEN') as open,
                   count(*) filter (where record ->> 'origin' = 'ROLLBACK' and state <> 'REVIEWED')
                       as unreviewed
            from incident\
            """)
                .query((row, index) -> new IncidentCounts(row.getInt("open"), row.getInt("unreviewed")))
                .single();
    }

    /// Keys of the services that have had an incident, by key, two hundred at most.
    public List<String> services() {
        return texts("select distinct service from incident order by 1 limit " + MOST_CHOICES);
    }

    /// Names of all causes that were named, by name, two hundred at most.
    public List<String> causes() {
        return texts("select distinct cause ->> 'name' from incident, " + CAUSES + " order by 1 limit " + MOST_CHOICES);
    }

    private List<String> texts(String query) {
        return jdbc.sql(query).query((row, index) -> row.getString(1)).list();
    }
}
