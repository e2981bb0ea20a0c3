// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.BatchTotals;
import dev.evenkeel.benchmarks.chaos.CollectedState.Environment;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.Decision;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.ExposureStep;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.TickTotals;
import dev.evenkeel.benchmarks.server.DatabaseQueries;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Queries on the servers' database, independent of the servers.
///
/// @param url its JDBC URL
record ServerDatabaseReader(String url) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(100);

    Map<String, BatchTotals> batches() throws IOException {
        Map<String, BatchTotals> batches = new HashMap<>();
        query(
                "SELECT instance, count(*), max(sequence), sum(calls), sum(unattributed) FROM outcome_batch GROUP BY 1",
                row -> batches.put(
                        row.getString(1),
                        new BatchTotals(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))));
        return batches;
    }

    Environment environment(String name) throws IOException {
        List<Long> revisions = query(
                "SELECT revision FROM environment_revision WHERE environment = ? ORDER BY revision",
                row -> row.getLong(1),
                name);
        long entries = query("""
                        SELECT count(*) FROM audit_entry
                        WHERE ((subject = ? OR subject LIKE ? || '/%') AND action ~ '^(flags?|split)[.]'
                            AND action NOT LIKE 'flag.approv%')
                            OR (action LIKE 'rollout.%'
                                AND CASE WHEN action LIKE 'rollout.%' THEN
                                        after_json::jsonb ->> 'environment' = ?
                                        AND before_json::jsonb ->> 'revision'
                                            IS DISTINCT FROM after_json::jsonb ->> 'revision' END)
                        """, row -> row.getLong(1), name, name, name).getFirst();
        return new Environment(revisions, entries);
    }

    /// Returns the number of evidence rows that no tick has processed yet.
    long countUnprocessedEvidence() throws IOException {
        return query("SELECT count(*) FROM pending_evidence", row -> row.getLong(1))
                .getFirst();
    }

    /// @param replay differences that the server's replay reported
    RolloutRecord rollout(RolloutDriver.StartedRollout driven, List<String> replay) throws IOException {
        Map<Long, ExposureStep> exposures = new HashMap<>();
        query(
                "SELECT revision, step, exposure FROM rollout_exposure WHERE rollout = ?",
                row -> exposures.put(row.getLong(1), new ExposureStep(row.getInt(2), row.getInt(3))),
                driven.id());
        TickTotals ticks = query(
                        """
                        SELECT count(*), coalesce(max(number), 0),
                               coalesce(sum((control ->> 'calls')::bigint + (candidate ->> 'calls')::bigint), 0)
                        FROM rollout_tick WHERE rollout = ?
                        """, row -> new TickTotals(row.getLong(1), row.getLong(2), row.getLong(3)), driven.id())
                .getFirst();
        List<Decision> decisions = decisions(driven.id());
        return query(
                        """
                        SELECT environment, flag, status, plan,
                               (control_counts ->> 'calls')::bigint + (candidate_counts ->> 'calls')::bigint
                        FROM rollout WHERE id = ?
                        """,
                        row -> new RolloutRecord(
                                driven.id(),
                                row.getString(1),
                                row.getString(2),
                                driven.bad(),
                                row.getString(3),
                                shares(row.getString(4)),
                                exposures,
                                decisions,
                                row.getLong(5),
                                ticks,
                                replay),
                        driven.id())
                .getFirst();
    }

    private List<Decision> decisions(String rollout) throws IOException {
        return query(
                """
                SELECT number, kind, from_step, to_step, exposure, revision, tick, reason
                FROM rollout_decision WHERE rollout = ? ORDER BY number
                """,
                row -> new Decision(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getString(8)),
                rollout);
    }

    private static List<Integer> shares(String plan) {
        List<Integer> shares = new ArrayList<>();
        for (JsonNode step : JSON.readTree(plan).path("steps")) {
            shares.add(share(step.path("exposure")));
        }
        return shares;
    }

    /* In percent, or in the form of the stored plan. */
    private static int share(JsonNode exposure) {
        return exposure.isObject()
                ? exposure.path("basisPoints").asInt()
                : exposure.decimalValue().multiply(BASIS_POINTS).intValueExact();
    }

    private <T> List<T> query(String query, DatabaseQueries.RowMapper<T> row, Object... parameters) throws IOException {
        return new DatabaseQueries(url).query(query, row, parameters);
    }
}
