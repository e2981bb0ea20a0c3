// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.batch;
import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.begun;
import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.metric;
import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.plain;
import static dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures.split;
import static java.util.stream.LongStream.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.api.RolloutApi.DroppedCounts;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.rollouts.ingest.OpenRolloutExposureWindow;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OutcomeIngestionIT {
    private static final AtomicLong ROLLOUTS = new AtomicLong();
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void countsBatchOnceWhenPostedConcurrently() throws Exception {
        RolloutExposureWindow exposure = window("default");
        OutcomeBatch batch = batch("a", 1, split(exposure, SplitSide.CANDIDATE, range(0, 500), 40));

        List<String> answers = runConcurrently(IntStream.range(0, 5)
                .mapToObj(i -> (Callable<String>) () -> post(batch).body())
                .toList());

        assertThat(answers).containsOnlyOnce(Json.of("{'accepted':true}"));
        assertThat(answers)
                .filteredOn(Json.of("{'accepted':false,'duplicate':true}")::equals)
                .hasSize(4);
        VariantCounts candidate = candidate(exposure);
        assertThat(candidate.calls()).isEqualTo(500);
        assertThat(candidate.failures()).isEqualTo(40);
        assertThat(candidate.failedUnits()).isEqualTo(40);
        assertThat(candidate.trials()).isEqualTo(500);
        assertThat(candidate.failedTrials()).isEqualTo(40);
        assertThat(candidate.trialLatency().count()).isEqualTo(500);
        assertThat(candidate.latency().count()).isEqualTo(500);
    }

    @Test
    void countsMetricUnitsOnceAndScoresPerTrial() {
        RolloutExposureWindow first = window("default");
        RolloutExposureWindow second = new RolloutExposureWindow(
                first.rollout(), first.revision() + 1, "default", first.flag(), first.control(), first.candidate());
        server.bean(EvidenceRepository.class).insertWindow(second);

        post(batch("metric", 1, metric(split(first, SplitSide.CONTROL, range(0, 10), 2), 3, range(0, 3))));
        post(batch("metric", 2, metric(split(second, SplitSide.CANDIDATE, range(0, 30), 0), 6, range(0, 5))));
        post(batch("other", 1, metric(split(second, SplitSide.CANDIDATE, range(0, 40), 0), 5, range(0, 5))));

        assertThat(control(first).metrics())
                .containsOnly(Map.entry("fee", new VariantMetricCounts(3, 3, 10, 10 * 250_000)));
        // both sides of both exposures: units 3 and 4 are new, 30 trials and then 10
        assertThat(candidate(first).metrics())
                .containsOnly(Map.entry("fee", new VariantMetricCounts(11, 2, 40, 40 * 250_000)));
        assertThat(control(first).failedUnits()).isEqualTo(2);
    }

    @Test
    void countsEachBatchOnceInDeliveryTotals() {
        RolloutExposureWindow exposure = window("default");
        post(batch(
                "process",
                1,
                split(exposure, SplitSide.CANDIDATE, range(0, 30), 4),
                plain(exposure.flag(), exposure.control(), 12)));
        post(batch(
                "process",
                1,
                split(exposure, SplitSide.CANDIDATE, range(0, 30), 4),
                plain(exposure.flag(), exposure.control(), 12)));
        post(batch("process", 2, split(exposure, SplitSide.CONTROL, range(0, 5), 0)));

        SdkProcessOutcomeTotals totals = server.bean(EvidenceRepository.class).listDeliveryTotals("default").stream()
                .filter(received -> received.instance().equals("process"))
                .findFirst()
                .orElseThrow();
        assertThat(totals.batches()).isEqualTo(2);
        assertThat(totals.calls()).isEqualTo(47);
        assertThat(totals.dropped()).isZero();
        assertThat(totals.lastAt()).isAfter(totals.firstAt());
    }

    @Test
    void returnsRolloutsWhoseOutcomesAreNotEvaluated() throws Exception {
        RolloutExposureWindow exposure = window("default");
        assertThat(post(batch("unjudged", 1, split(exposure, SplitSide.CANDIDATE, range(0, 3), 0)))
                        .body())
                .isEqualTo(Json.of("{'accepted':true}"));
        server.bean(JdbcClient.class)
                .sql("update pending_evidence set received_at = received_at - interval '95 seconds' where rollout = ?")
                .param(exposure.rollout())
                .update();
        AtomicLong sequence = new AtomicLong(1);
        String response = await("the rollout to be reported")
                .until(
                        () -> post(batch(
                                        "unjudged",
                                        sequence.incrementAndGet(),
                                        split(exposure, SplitSide.CANDIDATE, range(0, 3), 0)))
                                .body(),
                        body -> body.contains("unjudged"));
        assertThat(response)
                .startsWith(Json.of("{'accepted':true,'unjudged':[{'rollout':'%s','seconds':", exposure.rollout()));
        assertThat(post(batch("unjudged", sequence.get(), split(exposure, SplitSide.CANDIDATE, range(0, 3), 0)))
                        .body())
                .startsWith(Json.of("{'accepted':false,'duplicate':true,'unjudged':"));
    }

    @Test
    void countsStartAndEndOfUnitOnceAcrossProcesses() throws Exception {
        RolloutExposureWindow exposure = window("default");
        post(batch("begun-1", 1, begun(exposure, SplitSide.CANDIDATE, range(0, 30))));
        post(batch("begun-2", 1, begun(exposure, SplitSide.CANDIDATE, range(20, 40))));
        assertThat(candidate(exposure).startedUnits()).isEqualTo(40);
        assertThat(candidate(exposure).trials()).isZero();

        post(batch("begun-1", 2, split(exposure, SplitSide.CANDIDATE, range(0, 30), 5)));
        post(batch("begun-2", 2, split(exposure, SplitSide.CANDIDATE, range(20, 50), 0)));
        VariantCounts candidate = candidate(exposure);
        assertThat(candidate.startedUnits())
                .as("ten ended that no process had reported before")
                .isEqualTo(50);
        assertThat(candidate.trials()).as("each once").isEqualTo(50);
        assertThat(candidate.failedTrials()).isEqualTo(5);
        assertThat(candidate.repeatUnits()).isZero();

        shiftLastSeenBack(exposure, 160);
        post(batch("begun-2", 3, begun(exposure, SplitSide.CANDIDATE, range(0, 10))));
        post(batch("begun-2", 4, split(exposure, SplitSide.CANDIDATE, range(0, 10), 0)));
        assertThat(candidate(exposure).startedUnits()).isEqualTo(50);
        assertThat(candidate(exposure).trials()).isEqualTo(50);
        assertThat(candidate(exposure).repeatUnits()).isEqualTo(10);
    }

    @Test
    void countsRepeatUnitAtMostOncePer150Seconds() throws Exception {
        RolloutExposureWindow exposure = window("default");
        post(batch("heard-1", 1, split(exposure, SplitSide.CANDIDATE, range(0, 30), 10)));
        post(batch("heard-2", 1, split(exposure, SplitSide.CANDIDATE, range(0, 30), 10)));
        assertThat(candidate(exposure).repeatUnits()).isZero();

        shiftLastSeenBack(exposure, 140);
        post(batch("heard-3", 1, split(exposure, SplitSide.CANDIDATE, range(0, 30), 10)));
        assertThat(candidate(exposure).repeatUnits()).isZero();

        shiftLastSeenBack(exposure, 20);
        post(batch("heard-4", 1, split(exposure, SplitSide.CANDIDATE, range(10, 40), 10)));
        post(batch("heard-5", 1, split(exposure, SplitSide.CANDIDATE, range(10, 40), 10)));
        VariantCounts candidate = candidate(exposure);
        assertThat(candidate.repeatUnits()).isEqualTo(20);
        assertThat(candidate.trials()).isEqualTo(40);
        assertThat(candidate.trialLatency().count()).isEqualTo(40);
    }

    private void shiftLastSeenBack(RolloutExposureWindow exposure, int seconds) {
        server.bean(JdbcClient.class)
                .sql(
                        "update trial_unit set last_seen_at = last_seen_at - :seconds * interval '1 second' where rollout = :rollout")
                .param("seconds", seconds)
                .param("rollout", exposure.rollout())
                .update();
    }

    @Test
    void countsUnitOnceWhenProcessesReportItConcurrently() throws Exception {
        RolloutExposureWindow exposure = window("default");

        runConcurrently(IntStream.range(0, 8)
                .mapToObj(i -> (Callable<String>) () -> post(batch(
                                "many-" + i, 1, split(exposure, SplitSide.CANDIDATE, range(0, 300), 100)))
                        .body())
                .toList());

        VariantCounts candidate = candidate(exposure);
        assertThat(candidate.calls()).isEqualTo(8 * 300);
        assertThat(candidate.failures()).isEqualTo(8 * 100);
        assertThat(candidate.failedUnits()).isEqualTo(100);
        assertThat(candidate.trials()).isEqualTo(300);
        assertThat(candidate.failedTrials()).isEqualTo(100);
    }

    @Test
    void storesConcurrentBatchesInSharedTransactions() throws Exception {
        RolloutExposureWindow exposure = window("default");

        List<String> answers = runConcurrently(IntStream.range(0, 60)
                .mapToObj(i -> (Callable<String>) () -> post(batch(
                                "together-" + i, 1, split(exposure, SplitSide.CANDIDATE, range(0, 10), 0)))
                        .body())
                .toList());

        assertThat(answers).hasSize(60).containsOnly(Json.of("{'accepted':true}"));
        assertThat(candidate(exposure).calls()).isEqualTo(600);
        assertThat(candidate(exposure).trials()).isEqualTo(10);
        assertThat(server.bean(JdbcClient.class)
                        .sql("select count(distinct xmin::text) from outcome_batch where instance like 'together-%'")
                        .query(Long.class)
                        .single())
                .isLessThan(60);
    }

    @Test
    void failsOnlyTheBatchThatTheDatabaseRejects() throws Exception {
        RolloutExposureWindow exposure = window("default");
        JdbcClient jdbc = server.bean(JdbcClient.class);
        jdbc.sql("""
                        create function refuse_batch() returns trigger language plpgsql as $$
                        begin raise exception 'refused' using errcode = 'check_violation'; end $$
                        """).update();
        jdbc.sql("""
                        create trigger refuse_batch before insert on outcome_batch
                        for each row when (new.instance = 'refused') execute function refuse_batch()
                        """).update();
        try {
            List<Integer> statuses = runConcurrently(IntStream.range(0, 30)
                    .mapToObj(i -> (Callable<Integer>) () -> post(batch(
                                    i == 7 ? "refused" : "beside-" + i,
                                    1,
                                    split(exposure, SplitSide.CANDIDATE, range(0, 10), 0)))
                            .statusCode())
                    .toList());

            assertThat(statuses.get(7)).isEqualTo(500);
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(29);
            assertThat(candidate(exposure).calls()).isEqualTo(290);
        } finally {
            jdbc.sql("drop trigger refuse_batch on outcome_batch").update();
            jdbc.sql("drop function refuse_batch").update();
        }
    }

    @Test
    void countsFailedUnitOnVariantOfItsFirstFailureAcrossRevisions() {
        RolloutExposureWindow first = window("default");
        RolloutExposureWindow second = new RolloutExposureWindow(
                first.rollout(), first.revision() + 1, "default", first.flag(), first.control(), first.candidate());
        server.bean(EvidenceRepository.class).insertWindow(second);

        post(batch("side", 1, split(first, SplitSide.CONTROL, range(0, 10), 10)));
        post(batch("side", 2, split(second, SplitSide.CANDIDATE, range(0, 30), 20)));

        assertThat(control(first).failedUnits()).isEqualTo(10);
        assertThat(candidate(first).failedUnits()).isEqualTo(10);
        assertThat(candidate(first).trials()).isEqualTo(30);
    }

    @Test
    void recordsEndTimeOfEarliestNewCandidateFailure() {
        RolloutExposureWindow exposure = window("default");
        Instant before = Instant.now();
        post(batch("age", 1, split(exposure, SplitSide.CANDIDATE, range(0, 10), 5)));

        RolloutEvidenceEntry evidence = pendingEvidence(exposure).getFirst();
        assertThat(evidence.firstFailureAt())
                .isBetween(before.minusMillis(201), evidence.receivedAt().minusMillis(200));
        assertThat(evidence.receivedAt()).isAfterOrEqualTo(before.minusMillis(1));

        post(batch("age", 2, split(exposure, SplitSide.CANDIDATE, range(0, 10), 5)));
        assertThat(pendingEvidence(exposure).getLast().firstFailureAt()).isNull();
    }

    @Test
    void boundsFailureTimesReportedWithWrongClocks() {
        RolloutExposureWindow exposure = window("default");
        Instant before = Instant.now().minusMillis(1);
        OutcomeSummary past = aged(split(exposure, SplitSide.CANDIDATE, range(0, 10), 5), Long.MAX_VALUE);
        OutcomeSummary future = aged(split(exposure, SplitSide.CANDIDATE, range(10, 20), 15), 0);

        assertThat(post(new OutcomeBatch("clock", 1, Instant.EPOCH, 0, List.of(past)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(new OutcomeBatch("clock", 2, Instant.parse("9999-12-30T00:00:00Z"), 0, List.of(future)))
                        .statusCode())
                .isEqualTo(200);

        assertThat(candidate(exposure).failedUnits()).isEqualTo(10);
        assertThat(pendingEvidence(exposure).get(0))
                .satisfies(evidence -> assertThat(evidence.firstFailureAt())
                        .isBetween(
                                before.minusSeconds(3_600),
                                evidence.receivedAt().minusSeconds(3_600)));
        assertThat(pendingEvidence(exposure).get(1))
                .satisfies(evidence -> assertThat(evidence.firstFailureAt()).isBetween(before, evidence.receivedAt()));
    }

    private static OutcomeSummary aged(OutcomeSummary summary, long ageMillis) {
        return new OutcomeSummary(
                summary.flag(),
                summary.variant(),
                summary.split(),
                summary.calls(),
                summary.failures(),
                summary.latency(),
                summary.failedUnits().stream()
                        .map(unit -> new UnitFirstEvent(unit.unit(), ageMillis))
                        .toList(),
                summary.trials(),
                List.of(),
                summary.metrics());
    }

    @Test
    void countsCallsOfUnknownSplitsAsUnattributed() {
        RolloutExposureWindow known = window("default");
        RolloutExposureWindow elsewhere = window("elsewhere");
        var unknownRevision = new RolloutExposureWindow(known.rollout(), 99, "default", known.flag(), "old", "new");
        var wrongFlag = new RolloutExposureWindow(known.rollout(), known.revision(), "default", "other", "old", "new");
        var wrongVariant =
                new RolloutExposureWindow(known.rollout(), known.revision(), "default", known.flag(), "x", "y");
        DroppedCounts before = lostOutcomes();

        HttpResponse<String> answer = post(batch(
                "lost",
                1,
                split(elsewhere, SplitSide.CANDIDATE, range(0, 1), 0),
                split(unknownRevision, SplitSide.CANDIDATE, range(0, 20), 0),
                split(wrongFlag, SplitSide.CANDIDATE, range(0, 300), 0),
                split(wrongVariant, SplitSide.CONTROL, range(0, 4_000), 0)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(lostOutcomes().unattributed() - before.unattributed()).isEqualTo(4_321);
        assertThat(pendingEvidence(known)).isEmpty();
        assertThat(pendingEvidence(elsewhere)).isEmpty();
    }

    @Test
    void countsUnitsAboveCapAsOverflow() {
        RolloutExposureWindow exposure = window("default");
        server.bean(JdbcClient.class)
                .sql("update evidence_window set failed_units = :failed, trials = :trials where rollout = :rollout")
                .param("failed", OpenRolloutExposureWindow.MAX_FAILED_UNITS)
                .param("trials", OpenRolloutExposureWindow.MAX_TRIALS)
                .param("rollout", exposure.rollout())
                .update();

        post(batch("cap", 1, split(exposure, SplitSide.CANDIDATE, range(0, 50), 20)));

        assertThat(candidate(exposure))
                .returns(50L, VariantCounts::calls)
                .returns(0L, VariantCounts::failedUnits)
                .returns(0L, VariantCounts::trials);
        assertThat(pendingEvidence(exposure)).singleElement().returns(70L, RolloutEvidenceEntry::overflow);
    }

    @Test
    void countsConsumedUnitsTowardsCaps() {
        RolloutExposureWindow exposure = window("default");
        post(batch("taken", 1, split(exposure, SplitSide.CANDIDATE, range(0, 50), 20)));

        server.bean(EvidenceRepository.class).consume(pendingEvidence(exposure));

        assertThat(pendingEvidence(exposure)).isEmpty();
        assertThat(server.bean(JdbcClient.class)
                        .sql("select failed_units || ' ' || trials from evidence_window where rollout = :rollout")
                        .param("rollout", exposure.rollout())
                        .query((row, index) -> row.getString(1))
                        .single())
                .isEqualTo("20 50");
    }

    @Test
    void countsCallsAsUnattributedAfterRolloutIsDeleted() {
        RolloutExposureWindow exposure = window("default");
        post(batch("forget", 1, split(exposure, SplitSide.CANDIDATE, range(0, 50), 20)));
        long before = lostOutcomes().unattributed();

        server.bean(EvidenceRepository.class).deleteRollout(exposure.rollout());
        post(batch("forget", 2, split(exposure, SplitSide.CANDIDATE, range(0, 50), 20)));

        assertThat(pendingEvidence(exposure)).isEmpty();
        assertThat(lostOutcomes().unattributed()).isEqualTo(before + 50);
    }

    @Test
    void rejectsInvalidBatchWithoutStoringIt() {
        RolloutExposureWindow exposure = window("default");
        String good = new String(
                WireCodec.encode(batch("bad", 7, split(exposure, SplitSide.CONTROL, range(0, 3), 0))),
                StandardCharsets.UTF_8);
        String bad = good.replace("\"calls\":3", "\"calls\":-3").replace("\"failures\":0", "\"failures\":9");

        HttpResponse<String> answer = send(bad.getBytes(StandardCharsets.UTF_8), TestServer.SDK_KEY);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestServer.json(answer).get("problems").size()).isGreaterThanOrEqualTo(1);
        assertThat(answer.body()).contains("calls must be 0 or more, got -3").contains("failures must be at most");
        assertThat(pendingEvidence(exposure)).isEmpty();
        assertThat(send(good.getBytes(StandardCharsets.UTF_8), TestServer.SDK_KEY)
                        .body())
                .isEqualTo(Json.of("{'accepted':true}"));
    }

    @Test
    void rejectsBatchWithTooManyCallsWithoutStoringIt() {
        RolloutExposureWindow exposure = windowOfDefinedFlag();
        String huge = hugeLatency();
        String body = """
                {"instance":"huge","sequence":1,"sentAt":"2026-01-01T00:00:00Z","dropped":0,"summaries":[
                 {"flag":"%s","variant":"old","calls":2305843009213693952,"failures":0,"latency":"%s"}]}
                """.formatted(exposure.flag(), huge);

        HttpResponse<String> answer = send(body.getBytes(StandardCharsets.UTF_8), TestServer.SDK_KEY);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("summaries[0]: calls must be 0 to 1000000000, got 2305843009213693952")
                .contains("it was not stored");
        assertThat(server.bean(JdbcClient.class)
                        .sql("select count(*) from outcome_batch where instance = 'huge'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(TestServer.requireSuccess(server.get(callsOf(exposure.flag())))
                        .get("hours"))
                .isEmpty();
    }

    @Test
    void capsTotalsAtMaxLongWhenStoredCountsOverflow() {
        RolloutExposureWindow exposure = windowOfDefinedFlag();
        JdbcClient jdbc = server.bean(JdbcClient.class);
        for (int shard = 0; shard < 3; shard++) {
            jdbc.sql("""
                            insert into outcome_minute (environment, flag, minute, shard, calls, failures)
                            values ('default', :flag, date_trunc('minute', now()) - interval '4 days', :shard, :huge, 1)
                            """)
                    .param("flag", exposure.flag())
                    .param("shard", shard)
                    .param("huge", 1L << 62)
                    .update();
            jdbc.sql("""
                            insert into outcome_batch
                                (environment, instance, sequence, received_at, calls, dropped, unattributed)
                            values ('poisoned', 'poisoned', :sequence, now(), :huge, :huge, :huge)
                            """).param("sequence", shard + 1).param("huge", 1L << 62).update();
        }

        String from = Instant.now().minusSeconds(10 * 86_400).toString();
        JsonNode before = TestServer.requireSuccess(server.get(callsOf(exposure.flag()) + "?from=" + from));
        server.bean(FlagCallCountRepository.class).rollUp(Instant.now().minusSeconds(3 * 86_400), 1_000);
        JsonNode after = TestServer.requireSuccess(server.get(callsOf(exposure.flag()) + "?from=" + from));

        assertThat(before.at("/hours/0/calls").longValue()).isEqualTo(Long.MAX_VALUE);
        assertThat(after).isEqualTo(before);
        assertThat(server.bean(EvidenceRepository.class)
                        .lostOutcomes("poisoned", Instant.EPOCH)
                        .dropped())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(server.bean(EvidenceRepository.class)
                        .listDeliveryTotals("poisoned")
                        .getFirst()
                        .calls())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void rollsUpLatenciesDespiteInvalidRowsOfOtherEnvironment() {
        RolloutExposureWindow exposure = windowOfDefinedFlag();
        String huge = hugeLatency();
        for (String latency : List.of(huge, huge, huge, huge, "no histogram")) {
            server.bean(JdbcClient.class)
                    .sql("""
                            insert into latency_batch (environment, flag, variant, received_at, calls, histogram)
                            values ('poisoned', 'f', 'v', now(), :calls, :latency)
                            """)
                    .param("calls", 1L << 61)
                    .param("latency", latency)
                    .update();
        }
        post(batch("beside", 1, plain(exposure.flag(), "old", 100)));

        server.bean(LatencyRepository.class).rollUp(Instant.now().plusSeconds(1));

        Instant since = Instant.now().minusSeconds(86_400);
        assertThat(hourCalls("default", exposure.flag())).isEqualTo(100);
        assertThat(hourCalls("poisoned", "f")).isZero();
        assertThat(server.bean(LatencyRepository.class).countCalls(new VariantKey("poisoned", "f", "v"), since))
                .isZero();
        assertThat(server.get("/metrics").body())
                .containsPattern("evenkeel_limit_rejections_total\\{limit=\"batch-calls\"} [1-9]");
    }

    private long hourCalls(String environment, String flag) {
        return server.bean(JdbcClient.class)
                .sql("select sum(calls) from latency_hour where environment = :environment and flag = :flag")
                .param("environment", environment)
                .param("flag", flag)
                .query(Long.class)
                .single();
    }

    private static String callsOf(String flag) {
        return "/api/v1/environments/default/flags/" + flag + "/calls";
    }

    private static String hugeLatency() {
        var latency = new LatencyHistogram();
        latency.record(5, 1L << 61);
        return latency.encode();
    }

    @Test
    void returns400ForMalformedBatch() {
        assertThat(send(Json.of("{'instance':").getBytes(StandardCharsets.UTF_8), TestServer.SDK_KEY)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void returns413ForOversizedBatch() {
        assertThat(send(new byte[2_000_001], TestServer.SDK_KEY).statusCode()).isEqualTo(413);
    }

    @Test
    void returns401ForUnknownSdkKey() {
        assertThat(send(WireCodec.encode(batch("x", 1, plain("f", "v", 1))), "not-a-known-key")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void storesLatenciesOfControlAndOfCallsOutsideSplits() {
        RolloutExposureWindow exposure = windowOfDefinedFlag();
        var control = new VariantKey("default", exposure.flag(), "old");
        Instant since = Instant.now().minusSeconds(86_400);

        post(batch(
                "latency", 1, plain(exposure.flag(), "old", 100), split(exposure, SplitSide.CONTROL, range(0, 50), 0)));
        post(batch("latency", 2, split(exposure, SplitSide.CANDIDATE, range(0, 50), 0)));

        LatencyRepository latencies = server.bean(LatencyRepository.class);
        assertThat(latencies.countCalls(control, since)).isEqualTo(150);
        assertThat(latencies.loadNewest(control, since, 150).quantileMicros(0.5))
                .isBetween(4_000L, 4_050L);
        assertThat(latencies.countCalls(new VariantKey("default", exposure.flag(), "new"), since))
                .isZero();
    }

    @Test
    void preservesLatencyCountsAcrossRollups() {
        RolloutExposureWindow exposure = windowOfDefinedFlag();
        var control = new VariantKey("default", exposure.flag(), "old");
        Instant since = Instant.now().minusSeconds(86_400);
        for (int sequence = 1; sequence <= 5; sequence++) {
            post(batch("fold", sequence, plain(exposure.flag(), "old", 100)));
            server.bean(LatencyRepository.class).rollUp(Instant.now().plusSeconds(1));
        }

        assertThat(server.bean(LatencyRepository.class).countCalls(control, since))
                .isEqualTo(500);
        assertThat(server.bean(LatencyRepository.class)
                        .loadNewest(control, since, 500)
                        .count())
                .isEqualTo(500);
    }

    @Test
    void loadsNewestLatencyBatchesUpToRequestedCalls() {
        RolloutExposureWindow exposure = windowOfDefinedFlag();
        var control = new VariantKey("default", exposure.flag(), "old");
        Instant since = Instant.now().minusSeconds(86_400);
        for (int sequence = 1; sequence <= 5; sequence++) {
            post(batch("newest", sequence, plain(exposure.flag(), "old", 100 + sequence)));
        }

        LatencyRepository latencies = server.bean(LatencyRepository.class);
        assertThat(latencies.loadNewest(control, since, 1).count()).isEqualTo(105);
        assertThat(latencies.loadNewest(control, since, 106).count()).isEqualTo(105 + 104);
        assertThat(latencies.loadNewest(control, since, 10_000).count()).isEqualTo(515);
    }

    private RolloutExposureWindow window(String environment) {
        long number = ROLLOUTS.incrementAndGet();
        var exposure =
                new RolloutExposureWindow("it-" + number, 10 + number, environment, "flag-" + number, "old", "new");
        server.bean(EvidenceRepository.class).insertWindow(exposure);
        return exposure;
    }

    private boolean isKnown(String flag) {
        return server.bean(FlagService.class)
                .findLatest("default")
                .filter(flags -> flags.compiled().flagKeys().contains(flag))
                .isPresent();
    }

    private RolloutExposureWindow windowOfDefinedFlag() {
        RolloutExposureWindow exposure = window("default");
        server.bean(FlagService.class)
                .replaceDefinition(
                        "default",
                        """
                        {"flags":{"%s":{"state":"ENABLED","variants":{"old":"old","new":"new"},"defaultVariant":"old"}}}
                        """.formatted(exposure.flag()),
                        null,
                        "a test",
                        "latencies are kept of known flags only");
        await("the flag to be known").until(() -> isKnown(exposure.flag()));
        return exposure;
    }

    private HttpResponse<String> post(OutcomeBatch batch) {
        return send(WireCodec.encode(batch), TestServer.SDK_KEY);
    }

    private HttpResponse<String> send(byte[] body, String key) {
        return server.send(server.request("/sdk/v1/outcomes")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private List<RolloutEvidenceEntry> pendingEvidence(RolloutExposureWindow exposure) {
        return server.bean(EvidenceRepository.class).listPending(exposure.rollout(), 1_000);
    }

    private VariantCounts candidate(RolloutExposureWindow exposure) {
        return pendingEvidence(exposure).stream()
                .map(RolloutEvidenceEntry::candidate)
                .reduce(VariantCounts.none(), VariantCounts::plus);
    }

    private VariantCounts control(RolloutExposureWindow exposure) {
        return pendingEvidence(exposure).stream()
                .map(RolloutEvidenceEntry::control)
                .reduce(VariantCounts.none(), VariantCounts::plus);
    }

    private DroppedCounts lostOutcomes() {
        return server.bean(EvidenceRepository.class).lostOutcomes("default", Instant.EPOCH);
    }

    private static <T> List<T> runConcurrently(List<Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new java.util.ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
