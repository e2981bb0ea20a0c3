// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.FollowUpCriterion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
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

    private final JdbcClient jdbc;

    FollowUpCheckResultRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void save(String incident, int number, FollowUpCriterion.Result result) {
        jdbc.sql("""
                        insert into follow_up_check_result (incident, number, verdict, reason, evidence, checked_at, verdict_since)
                        values (:incident, :number, :verdict, :reason, :evidence::jsonb, :checkedAt, :verdictSince)
                        on conflict (incident, number) do update
                            set verdict = excluded.verdict, reason = excluded.reason, evidence = excluded.evidence,
                                checked_at = excluded.checked_at, verdict_since = excluded.verdict_since
                        """)
                .param("incident", incident)
                .param("number", number)
                .param("verdict", result.outcome().verdict().name())
                .param("reason", result.outcome().reason())
                .param("evidence", JSON.writeValueAsString(result.outcome().evidence()))
                .param("checkedAt", Timestamp.from(result.checkedAt()))
                .param("verdictSince", Timestamp.from(result.since()))
                .update();
    }

    public Optional<FollowUpCriterion.Result> findByFollowUp(String incident, int number) {
        return Optional.ofNullable(listByIncident(incident).get(number));
    }

    /// Returns the latest results for an incident, by follow-up number.
    public Map<Integer, FollowUpCriterion.Result> listByIncident(String incident) {
        Map<Integer, FollowUpCriterion.Result> found = new TreeMap<>();
        jdbc.sql("select * from follow_up_check_result where incident = :incident")
                .param("incident", incident)
                .query(row -> {
                    found.put(row.getInt("number"), mapRow(row));
                });
        return found;
    }

    private static FollowUpCriterion.Result mapRow(ResultSet row) throws SQLException {
        var outcome = new FollowUpCriterion.FollowUpCheckOutcome(
                FollowUpCriterion.Verdict.valueOf(row.getString("verdict")),
                row.getString("reason"),
                List.of(JSON.readValue(row.getString("evidence"), FollowUpCriterion.FollowUpEvidenceItem[].class)));
        return new FollowUpCriterion.Result(
                outcome,
                row.getTimestamp("checked_at").toInstant(),
                row.getTimestamp("verdict_since").toInstant());
    }
}
