// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The repository of the latest results of follow-up checks.
@Component
public class FollowUpCheckResultRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final RecordRowMapper<FollowUpCriterion.Result> RESULT =
            RecordRowMapper.of(FollowUpCriterion.Result.class);

    private final JdbcClient jdbc;

    FollowUpCheckResultRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void save(String incident, int number, FollowUpCriterion.Result result) {
        jdbc.sql("""
                        insert into follow_up_check_result (incident, number, verdict, reason, evidence, checked_at, verdict_since)
                        values (:incident, :number, :verdict, :reason, :evidence::jsonb, :checkedAt, :since)
                        on conflict (incident, number) do update
                            set verdict = excluded.verdict, reason = excluded.reason, evidence = excluded.evidence,
                                checked_at = excluded.checked_at, verdict_since = excluded.verdict_since
                        """)
                .paramSource(result)
                .param("incident", incident)
                .param("number", number)
                .param("verdict", result.outcome().verdict())
                .param("reason", result.outcome().reason())
                .param("evidence", JSON.writeValueAsString(result.outcome().evidence()))
                .update();
    }

    public Optional<FollowUpCriterion.Result> findByFollowUp(String incident, int number) {
        return Optional.ofNullable(listByIncident(incident).get(number));
    }

    /// Returns the latest results for an incident, by follow-up number.
    public Map<Integer, FollowUpCriterion.Result> listByIncident(String incident) {
        Map<Integer, FollowUpCriterion.Result> found = new TreeMap<>();
        jdbc.sql("select *, verdict_since as since from follow_up_check_result where incident = :incident")
                .param("incident", incident)
                .query(row -> {
                    found.put(row.getInt("number"), RESULT.mapRow(row, 0));
                });
        return found;
    }
}
