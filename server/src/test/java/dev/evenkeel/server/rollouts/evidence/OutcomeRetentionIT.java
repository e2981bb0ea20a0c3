// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.RolloutApi.DroppedCounts;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.retention.MonthlyPartitions;
import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionTarget;
import dev.evenkeel.server.rollouts.ingest.BatchRetention;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Totals of outcomes before and after their rows are purged. Tests pass the current time to the purge.
final class OutcomeRetentionIT {
    private static final String FLAGS = """
            {"flags":{"f":{"state":"ENABLED","variants":{"v":1},"defaultVariant":"v"}}}""";
    private static final Duration WEEK = Duration.ofDays(8);
    private static final Duration SETTLED = Duration.ofMinutes(11);

    private static TestServer server;
    private static JdbcClient jdbc;
    private TestEnvironment environment;

    @BeforeAll
    static void start() {
        server = TestServer.start().withoutRetention();
        jdbc = server.bean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void openEnvironment() {
        environment = server.newEnvironment();
    }

    @Test
    void preservesOutcomeTotalsAfterPurge() {
        postTenBatches();
        String totals = deliveryTotals();
        DroppedCounts lostOutcomes = lostOutcomes();
        assertThat(lostOutcomes.dropped()).isEqualTo(4);
        assertThat(lostOutcomes.unattributed()).as("calls of an unknown flag").isEqualTo(280 + 15);

        Instant later = Instant.now().plus(WEEK);
        purgeAll(BatchRetention.class, later);
        assertThat(deliveryTotals()).as("closed, and not settled yet").isEqualTo(totals);
        purgeAll(BatchRetention.class, later.plus(SETTLED));
        assertThat(countRowsOfEnvironment("outcome_batch")).isZero();
        assertThat(deliveryTotals()).isEqualTo(totals);
        assertThat(lostOutcomes()).isEqualTo(lostOutcomes);
    }

    @Test
    void purgesBatchesOnlyAfterSettling() {
        List<OutcomeBatch> sent = postTenBatches();
        Instant later = Instant.now().plus(WEEK);
        purgeAll(BatchRetention.class, later);
        assertThat(countRowsOfEnvironment("outcome_batch"))
                .as("closed, and not settled yet")
                .isEqualTo(10);
        assertThat(post(sent.get(2))).contains("duplicate");
        purgeAll(BatchRetention.class, later.plusSeconds(60));
        assertThat(countRowsOfEnvironment("outcome_batch")).isEqualTo(10);

        assertThat(purgeAll(BatchRetention.class, later.plus(SETTLED)).rows()).isGreaterThanOrEqualTo(10);
        assertThat(countRowsOfEnvironment("outcome_batch")).isZero();
    }

    @Test
    void rejectsPurgedBatchesAsDuplicatesAndAcceptsNextOne() {
        List<OutcomeBatch> sent = postTenBatches();
        String totals = deliveryTotals();
        Instant later = Instant.now().plus(WEEK);
        purgeAll(BatchRetention.class, later);
        purgeAll(BatchRetention.class, later.plus(SETTLED));
        assertThat(countRowsOfEnvironment("outcome_batch")).isZero();

        sent.forEach(batch -> assertThat(post(batch)).isEqualTo(Json.of("{'accepted':false,'duplicate':true}")));
        assertThat(deliveryTotals()).as("nothing counted twice").isEqualTo(totals);
        assertThat(post(batch("a", 8, 1, 0))).isEqualTo(Json.of("{'accepted':true}"));
        assertThat(deliveryTotals()).contains(Json.of("'batches':8,'calls':281"));
    }

    /* Seven batches of process a, with 280 calls and 4 dropped ones, and three of process b, with 15 calls. */
    private List<OutcomeBatch> postTenBatches() {
        List<OutcomeBatch> batches = new ArrayList<>();
        IntStream.rangeClosed(1, 7)
                .forEach(sequence -> batches.add(batch("a", sequence, 10L * sequence, sequence % 2)));
        IntStream.rangeClosed(1, 3).forEach(sequence -> batches.add(batch("b", sequence, 5, 0)));
        batches.forEach(batch -> assertThat(post(batch)).isEqualTo(Json.of("{'accepted':true}")));
        return batches;
    }

    @Test
    void preservesTotalsAcrossRepeatedPurges() {
        Instant now = Instant.now();
        for (int day = 1; day <= 4; day++) {
            post(batch("a", day, day, 0));
            jdbc.sql("update outcome_batch set received_at = :at where environment = :environment and sequence = :day")
                    .param("at", Timestamp.from(now.plus(Duration.ofDays(day))))
                    .param("environment", environment.name())
                    .param("day", day)
                    .update();
        }
        for (int day = 1; day <= 3; day++) {
            Instant later = now.plus(Duration.ofDays(7 + day)).plusSeconds(60);
            purgeAll(BatchRetention.class, later);
            purgeAll(BatchRetention.class, later.plus(SETTLED));
            assertThat(countRowsOfEnvironment("outcome_batch")).isEqualTo(4 - day);
            assertThat(deliveryTotals()).contains(Json.of("'batches':4,'calls':10"));
        }
    }

    @Test
    void preservesHourlyCallsAfterMinutesArePurged() {
        environment.put("/flags", FLAGS);
        Instant begin = Instant.parse("2031-01-31T20:00:00Z");
        for (int minute = 0; minute < 9 * 60; minute += 7) {
            insertMinute(begin.plusSeconds(60L * minute), minute + 1, minute % 3);
        }
        String calls = calls();
        assertThat(calls).contains(Json.of("{'hour':'2031-02-01T04:00:00Z'"));

        assertThat(purgeAll(
                                MinuteFlagCallRetention.class,
                                begin.plus(Duration.ofDays(3)).plusSeconds(7_300))
                        .rows())
                .isEqualTo(18);
        assertThat(calls()).as("in the middle of an hour").isEqualTo(calls);
        purgeAll(MinuteFlagCallRetention.class, begin.plus(Duration.ofDays(5)));

        assertThat(countRowsOfEnvironment("outcome_minute")).isZero();
        assertThat(calls()).isEqualTo(calls);
    }

    @Test
    void movesHoursFromDefaultPartitionOnceTheirPartitionExists() {
        Instant minute = Instant.parse("2031-05-31T23:59:00Z");
        String partition =
                "outcome_hour_" + DateTimeFormatter.ofPattern("uuuuMM").format(MonthlyPartitions.monthOf(minute));
        insertMinute(minute, 40, 4);
        insertMinute(minute.plusSeconds(60), 2, 1);
        String calls = calls();

        purgeAll(MinuteFlagCallRetention.class, minute.plus(Duration.ofDays(4)));
        assertThat(countRowsOfEnvironment("outcome_hour_default")).isEqualTo(2);
        assertThat(calls()).isEqualTo(calls);

        purgeAll(HourlyFlagCallRetention.class, minute);
        assertThat(countRowsOfEnvironment("outcome_hour_default")).isZero();
        assertThat(countRowsOfEnvironment(partition)).isEqualTo(1);
        assertThat(countRowsOfEnvironment("outcome_hour_203106")).isEqualTo(1);
        assertThat(calls()).isEqualTo(calls);

        PurgeResult removed = purgeAll(HourlyFlagCallRetention.class, minute.plus(Duration.ofDays(801)));
        assertThat(removed.partitions()).as("May of 2031 and older ones").isPositive();
        assertThat(calls()).doesNotContain("2031-05-31").contains("2031-06-01");
    }

    @Test
    void purgesUnitsOfDeletedRollout() {
        for (String rollout : List.of("gone", "kept")) {
            var exposure = new RolloutExposureWindow(rollout, 3, environment.name(), "f", "old", "new");
            server.bean(TransactionTemplate.class)
                    .executeWithoutResult(
                            status -> server.bean(EvidenceRepository.class).insertWindow(exposure));
            jdbc.sql("insert into unit_first_event (rollout, metric, unit)"
                            + " select :rollout, '', unit from generate_series(1, 12000) as unit")
                    .param("rollout", rollout)
                    .update();
            jdbc.sql("insert into trial_unit select :rollout, 3, unit from generate_series(1, 7000) as unit")
                    .param("rollout", rollout)
                    .update();
        }
        jdbc.sql("insert into rollout_instance values ('gone', 'p', now())").update();

        server.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> server.bean(EvidenceRepository.class).deleteRollout("gone"));
        assertThat(server.bean(EvidenceRepository.class).listRolloutsWithWindows())
                .doesNotContain("gone");
        assertThat(purge(server.bean(UnitRetention.class), Instant.now()).partitions())
                .isEqualTo(2);
        purgeAll(UnitRetention.class, Instant.now());

        assertThat(count("trial_unit")).isEqualTo(7_000);
        assertThat(count("rollout_instance")).isZero();
        assertThat(count("unit_first_event")).isEqualTo(12_000);
        assertThat(count("purged_unit_owner")).isZero();
    }

    private static PurgeResult purgeAll(Class<? extends RetentionTarget> what, Instant now) {
        RetentionTarget retained = server.bean(what);
        long rows = 0;
        long partitions = 0;
        for (PurgeResult step = purge(retained, now); !step.equals(PurgeResult.NONE); step = purge(retained, now)) {
            rows += step.rows();
            partitions += step.partitions();
        }
        return new PurgeResult(rows, partitions);
    }

    private static PurgeResult purge(RetentionTarget retained, Instant now) {
        return server.bean(TransactionTemplate.class).execute(status -> retained.purge(now));
    }

    private static OutcomeBatch batch(String instance, long sequence, long calls, long dropped) {
        return new OutcomeBatch(
                instance, sequence, Instant.parse("2026-01-01T00:00:00Z"), dropped, List.of(plain("g", "v", calls)));
    }

    private String post(OutcomeBatch batch) {
        return server.send(environment
                        .asSdk("/sdk/v1/outcomes")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(WireCodec.encode(batch))))
                .body();
    }

    private void insertMinute(Instant minute, long calls, long failures) {
        jdbc.sql("insert into outcome_minute values (:environment, 'f', :minute, 0, :calls, :failures)")
                .param("environment", environment.name())
                .param("minute", Timestamp.from(minute))
                .param("calls", calls)
                .param("failures", failures)
                .update();
    }

    private String deliveryTotals() {
        return environment.get("/outcomes").body();
    }

    private String calls() {
        return environment
                .get("/flags/f/calls?from=2026-01-01T00:00:00Z&to=2032-01-01T00:00:00Z")
                .body();
    }

    private DroppedCounts lostOutcomes() {
        return server.bean(EvidenceRepository.class).lostOutcomes(environment.name(), Instant.EPOCH);
    }

    private long countRowsOfEnvironment(String table) {
        return jdbc.sql("select count(*) from " + table + " where environment = ?")
                .param(environment.name())
                .query(Long.class)
                .single();
    }

    private static long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
