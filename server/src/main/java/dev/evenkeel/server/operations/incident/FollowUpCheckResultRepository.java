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

/// What checks of follow-ups found last. Every method runs in the caller's transaction if there is one, in one
/// round trip.
@Component
public class FollowUpCheckResultRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    FollowUpCheckResultRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void put(String incident, int number, FollowUpCriterion.Result result) {
        jdbc.sql("""
                        insert into follow_up_check (incident, number, verdict, reason, evidence, at, since)
                        values (:incident, :number, :verdict, :reason, :evidence::jsonb, :at, :since)
                        on conflict (incident, number) do update
                            set verdict = excluded.verdict, reason = excluded.reason, evidence = excluded.evidence,
                                at = excluded.at, since = excluded.since
                        """)
                .param("incident", incident)
                .param("number", number)
                .param("verdict", result.outcome().verdict().name())
                .param("reason", result.outcome().reason())
                .param("evidence", JSON.writeValueAsString(result.outcome().evidence()))
                .param("at", Timestamp.from(result.at()))
                .param("since", Timestamp.from(result.since()))
                .update();
    }

    public Optional<FollowUpCriterion.Result> find(String incident, int number) {
        return Optional.ofNullable(of(incident).get(number));
    }

    /// What was found for an incident's follow-ups, by their numbers.
    public Map<Integer, FollowUpCriterion.Result> of(String incident) {
        Map<Integer, FollowUpCriterion.Result> found = new TreeMap<>();
        jdbc.sql("select * from follow_up_check where incident = :incident")
                .param("incident", incident)
                .query(row -> {
                    found.put(row.getInt("number"), result(row));
                });
        return found;
    }

    private static FollowUpCriterion.Result result(ResultSet row) throws SQLException {
        var outcome = new FollowUpCriterion.Outcome(
                FollowUpCriterion.Verdict.valueOf(row.getString("verdict")),
                row.getString("reason"),
                List.of(JSON.readValue(row.getString("evidence"), FollowUpCriterion.Evidence[].class)));
        return new FollowUpCriterion.Result(
                outcome,
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("since").toInstant());
    }
}
