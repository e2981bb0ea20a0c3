// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Rows with invalid numbers, as earlier servers stored them: the server moves them to the quarantine table, reports
/// them, and processes all other rows.
final class InvalidRowQuarantineIT {
    private static final long HUGE = 1L << 61;

    private TestServer server;
    private JdbcClient jdbc;

    @BeforeEach
    void start() {
        server = TestServer.start();
        jdbc = server.bean(JdbcClient.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void quarantinesInvalidRowsWithoutBlockingOtherEnvironments() {
        TestEnvironment invalid = server.newEnvironment();
        TestEnvironment healthy = server.newEnvironment();
        insertInvalidRows(invalid.name());
        insertLatency(healthy.name(), 100, latency(100));
        insertMinute(healthy.name(), 100, 0);

        Map<String, Long> expected = new TreeMap<>(Map.of(
                "latency_batch", 2L,
                "latency_hour", 1L,
                "outcome_batch", 1L,
                "outcome_loss", 1L,
                "outcome_total", 1L,
                "slo_minute", 1L));
        await().untilAsserted(() -> {
            List.of("invalid row quarantine", "latency rollup", "retention")
                    .forEach(job -> server.job(job).runSoon());
            /* A rollup may add invalid minutes to their hour first; then the hour is quarantined. */
            assertThat(quarantinedRows()).containsAllEntriesOf(expected).containsKey("outcome_hour");
        });
        await().until(() -> sum("select sum(calls) from latency_hour where environment = ?", healthy) == 100
                && sum("select sum(calls) from outcome_hour where environment = ?", healthy) == 100);
        assertThat(sum("select sum(calls) from latency_hour where environment = ?", invalid))
                .isZero();
        assertThat(sum("select sum(calls) from outcome_hour where environment = ?", invalid))
                .isZero();
        assertThat(server.get("/metrics").body()).contains("evenkeel_quarantined_rows{table=\"outcome_batch\"} 1.0");
        JsonNode hours = TestServer.requireSuccess(
                healthy.get("/flags/f/calls?from=" + Instant.now().minusSeconds(10 * 86_400)));
        assertThat(hours.at("/hours/0/calls").longValue()).isEqualTo(100);
        assertThat(TestServer.requireSuccess(invalid.get("/outcomes")).toString())
                .doesNotContain("" + HUGE);
        assertThat(jdbc.sql("select content ->> 'calls' from quarantined_row where source_table = 'outcome_batch'")
                        .query(String.class)
                        .single())
                .as("kept as it was")
                .isEqualTo("" + HUGE);
    }

    @Test
    void quarantinesInvalidEvidenceWithoutBlockingRollout() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", 1).withFailureRate("modern", 1);
        String id = rolloutScene.startRunning(service);
        server.whileLocked("pending_evidence", () -> {
            copyEvidence(id, "'calls'", "to_jsonb(%d)".formatted(HUGE));
            copyEvidence(id, "'latency'", "'\"no histogram\"'::jsonb");
        });

        service.callAndSend(600);

        JsonNode over = rolloutScene.awaitRollout(id, rollout -> hasStatus(rollout, "ROLLED_BACK"));
        assertThat(over.at("/counts/control/calls").longValue()).isLessThan(10_000);
        assertThat(quarantinedRows()).isEqualTo(Map.of("pending_evidence", 2L));
    }

    @Test
    void readsAsMuchEvidenceAsRequestedWhenRowsAreInvalid() {
        String valid = VariantCountsCodec.encode(VariantCounts.none());
        server.job("rollout guard").stop();
        insertEvidence(valid, "{}");
        insertEvidence(valid, valid);
        insertEvidence("[]", valid);
        insertEvidence(valid, valid);
        insertEvidence(valid, valid);

        assertThat(server.bean(EvidenceRepository.class).listPending("r-invalid-rows", 2))
                .hasSize(2);
        assertThat(quarantinedRows()).isEqualTo(Map.of("pending_evidence", 2L));
    }

    @Test
    void quarantinesInvalidTicksWithoutBlockingOtherRollouts() {
        String first = runUntilRolledBack();
        String second = runUntilRolledBack();
        jdbc.sql("""
                        update rollout_tick set control = control || '{"latency":"no histogram"}'
                        where rollout = ? and number = 1
                        """).param(first).update();
        jdbc.sql("update rollout set ended_at = now() - interval '300 days' where id = ?")
                .param(first)
                .update();
        jdbc.sql("update rollout set ended_at = now() - interval '200 days' where id = ?")
                .param(second)
                .update();

        await().until(() -> {
            server.job("retention").runSoon();
            return jdbc.sql("select count(*) from rollout_tick")
                            .query(Long.class)
                            .single()
                    == 0;
        });

        assertThat(quarantinedRows()).isEqualTo(Map.of("rollout_tick", 1L));
        assertThat(TestServer.requireSuccess(server.get("/api/v1/rollouts/" + second + "/hours"))
                        .get("hours"))
                .isNotEmpty();
        assertThat(server.get("/api/v1/rollouts/" + first + "/replay").statusCode())
                .isEqualTo(410);
    }

    private String runUntilRolledBack() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", 1).withFailureRate("modern", 1);
        String id = rolloutScene.startRunning(service);
        rolloutScene.drive(id, List.of(service), rollout -> hasStatus(rollout, "ROLLED_BACK"));
        return id;
    }

    private void insertInvalidRows(String environment) {
        insertLatency(environment, HUGE, latency(HUGE));
        insertLatency(environment, 7, "no histogram");
        jdbc.sql("insert into latency_hour values (?, 'f', 'v', date_trunc('hour', now()), ?, ?)")
                .params(environment, HUGE, latency(HUGE))
                .update();
        insertMinute(environment, HUGE, 0);
        insertMinute(environment, HUGE, 1);
        jdbc.sql("insert into outcome_hour (environment, flag, hour, calls, failures)"
                        + " values (?, 'f', date_trunc('hour', now()), ?, 0)")
                .params(environment, HUGE)
                .update();
        jdbc.sql("""
                        insert into outcome_batch
                            (environment, instance, sequence, received_at, calls, dropped, unattributed)
                        values (?, 'i', 1, now(), ?, 0, 0)
                        """).params(environment, HUGE).update();
        jdbc.sql("""
                        insert into outcome_total
                            (environment, instance, batches, dropped, first_received_at, last_received_at,
                             known_through_sequence, known_since)
                        values (?, 'j', 1, ?, now(), now(), 1, now())
                        """).params(environment, HUGE).update();
        jdbc.sql("insert into outcome_loss (environment, minute, dropped, unattributed)"
                        + " values (?, date_trunc('minute', now()), ?, 0)")
                .params(environment, HUGE)
                .update();
        jdbc.sql("insert into slo_minute values ('s', date_trunc('minute', now()), 'COUNTED', 0, ?)")
                .param(HUGE)
                .update();
    }

    /* Older than the rows that latency rollup leaves alone. */
    private void insertLatency(String environment, long calls, String latency) {
        jdbc.sql("""
                        insert into latency_batch (environment, flag, variant, received_at, calls, histogram)
                        values (?, 'f', 'v', now() - interval '20 minutes', ?, ?)
                        """).params(environment, calls, latency).update();
    }

    /* Older than the minutes that retention keeps. */
    private void insertMinute(String environment, long calls, int shard) {
        jdbc.sql("""
                        insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                        values (?, 'f', date_trunc('minute', now()) - interval '4 days', ?, ?, 0)
                        """).params(environment, shard, calls).update();
    }

    private void insertEvidence(String control, String candidate) {
        jdbc.sql("""
                        insert into pending_evidence (rollout, revision, received_at, overflow, control, candidate)
                        values ('r-invalid-rows', 1, now(), 0, ?::jsonb, ?::jsonb)
                        """).params(control, candidate).update();
    }

    /* Evidence of the rollout in which one value of control is another. */
    private void copyEvidence(String rollout, String member, String value) {
        jdbc.sql("""
                        insert into pending_evidence (rollout, revision, received_at, overflow, control, candidate)
                        select id, revision, now(), 0, jsonb_set(control_counts, array[%s], %s), candidate_counts
                        from rollout where id = ?
                        """.formatted(member, value)).param(rollout).update();
    }

    private static String latency(long calls) {
        var latency = new LatencyHistogram();
        latency.record(5, calls);
        return latency.encode();
    }

    private Map<String, Long> quarantinedRows() {
        Map<String, Long> rows = new TreeMap<>();
        TestServer.requireSuccess(server.get("/api/v1/doctor"))
                .get("quarantinedRows")
                .forEach(one ->
                        rows.put(one.get("table").asString(), one.get("rows").longValue()));
        return rows;
    }

    private long sum(String sql, TestEnvironment environment) {
        return jdbc.sql(sql.replace("sum(calls)", "coalesce(sum(calls), 0)"))
                .param(environment.name())
                .query(Long.class)
                .single();
    }
}
