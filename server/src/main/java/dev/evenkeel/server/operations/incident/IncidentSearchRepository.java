// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Search queries for incidents and for the values of its filters. Each method runs at most two queries,
/// regardless of the number of incidents. Thread-safe.
@Component
public class IncidentSearchRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_CHOICES = 200;

    private static final String CAUSES = "jsonb_array_elements(details #> '{account,causes}') as cause";
    private static final String FOUND = """
        from incident
        where (not :open or state in ('OPEN', 'MITIGATED'))
          and (:service = '' or service = :service)
          and (:severity = '' or severity = :severity)
          and (:cause = '' or exists (select 1 from %s where cause ->> 'name' = :cause))
          and (:text = '' or strpos(
              lower(concat_ws(' ', id, service, change, details ->> 'title')), lower(:text)) > 0)
        """.formatted(CAUSES);

    private final JdbcClient jdbc;

    IncidentSearchRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A page of search results.
    ///
    /// @param incidents incidents on the page
    /// @param all total number of results
    public record IncidentSearchPage(List<Incident> incidents, int all) {
        public IncidentSearchPage {
            incidents = List.copyOf(incidents);
        }
    }

    /// Numbers of incidents that need attention.
    ///
    /// @param open number of open incidents
    /// @param unreviewed number of rollbacks without a review
    public record OpenAndUnreviewedCounts(int open, int unreviewed) {}

    /// Returns a page of incidents: open ones by severity, highest first, then mitigated ones, then the others;
    /// equals newest first.
    ///
    /// @param skip number of results to skip
    /// @param most maximum number of results
    public IncidentSearchPage search(IncidentSearchCriteria search, int skip, int most) {
        IncidentSeverity severity = search.severity();
        Map<String, Object> asked = Map.of(
                "open", search.open(),
                "service", search.service(),
                "severity", severity == null ? "" : severity.name(),
                "cause", search.cause(),
                "text", search.text());
        List<Incident> found = jdbc.sql("select details " + FOUND + """
            order by case state when 'OPEN' then 0 when 'MITIGATED' then 1 else 2 end,
                     case when state = 'OPEN' then severity end, opened_at desc, id
            limit :most offset :skip\
            """)
                .params(asked)
                .param("most", most)
                .param("skip", skip)
                .query((row, index) -> JSON.readValue(row.getString("details"), Incident.class))
                .list();
        return new IncidentSearchPage(
                found,
                jdbc.sql("select count(*) " + FOUND)
                        .params(asked)
                        .query(Integer.class)
                        .single());
    }

    /// Counts incidents that need attention.
    public OpenAndUnreviewedCounts countOpen() {
        return jdbc.sql("""
            select count(*) filter (where state = 'OPEN') as open,
                   count(*) filter (where details ->> 'origin' = 'ROLLBACK' and state <> 'REVIEWED')
                       as unreviewed
            from incident\
            """)
                .query(RecordRowMapper.of(OpenAndUnreviewedCounts.class))
                .single();
    }

    /// Returns keys of services that have had an incident, sorted, at most 200.
    public List<String> listServices() {
        return texts("select distinct service from incident order by 1 limit " + MOST_CHOICES);
    }

    /// Returns names of all recorded causes, sorted, at most 200.
    public List<String> listCauses() {
        return texts("select distinct cause ->> 'name' from incident, " + CAUSES + " order by 1 limit " + MOST_CHOICES);
    }

    private List<String> texts(String query) {
        return jdbc.sql(query).query((row, index) -> row.getString(1)).list();
    }
}
