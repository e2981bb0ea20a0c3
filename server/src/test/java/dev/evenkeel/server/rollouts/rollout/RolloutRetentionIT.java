// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import dev.evenkeel.server.rollouts.rollout.history.RolloutHour;
import dev.evenkeel.server.rollouts.rollout.history.RolloutHourRepository;
import dev.evenkeel.server.rollouts.rollout.history.RolloutTickRetention;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Rollouts before and after their ticks are purged.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutRetentionIT {
    private static final long SEED = 20_260_701;
    private static final Duration HALF_A_YEAR = Duration.ofDays(181);

    private TestServer server;
    private JdbcClient jdbc;
    private String purged;
    private JsonNode rolloutBeforePurge;
    private JsonNode rolloutAfterPurge;
    private JsonNode hoursBeforePurge;
    private JsonNode hoursAfterPurge;

    @BeforeAll
    void start() {
        server = TestServer.start().withoutRetention();
        jdbc = server.bean(JdbcClient.class);
        purged = runUntilRolledBack();
        awaitDecisionsActiveEverywhere();
        rolloutBeforePurge = loadRollout(purged);
        hoursBeforePurge = loadHours(purged);
        purgeAll(Instant.now().plus(HALF_A_YEAR));
        rolloutAfterPurge = loadRollout(purged);
        hoursAfterPurge = loadHours(purged);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void keepsTicksUntilRetentionPeriodEnds() {
        String id = runUntilRolledBack();
        assertThat(loadHours(id).get("rolledUpAt").isNull()).isTrue();
        assertThat(get(id, "/replay").body()).contains(Json.of("'identical':true"));

        assertThat(purge(Instant.now().plus(Duration.ofDays(179)))).isEqualTo(PurgeResult.NONE);
        assertThat(get(id, "/replay").body()).contains(Json.of("'identical':true"));
    }

    @Test
    void preservesHourlyCountsAfterPurge() {
        assertThat(sum(hoursBeforePurge, "calls"))
                .isEqualTo(rolloutBeforePurge.at("/counts/control/calls").longValue()
                        + rolloutBeforePurge.at("/counts/candidate/calls").longValue());
        assertThat(countTicks(purged)).isZero();
        assertThat(rolloutAfterPurge).isEqualTo(rolloutBeforePurge);
        assertThat(hoursAfterPurge.get("hours")).isEqualTo(hoursBeforePurge.get("hours"));
        assertThat(hoursAfterPurge.get("rolledUpAt").isNull()).isFalse();
    }

    @Test
    void rejectsReplayTicksAndWhatIfAfterPurge() {
        assertTicksDeleted(get(purged, "/replay"), purged);
        assertTicksDeleted(get(purged, "/ticks"), purged);
        assertTicksDeleted(server.post("/api/v1/rollouts/" + purged + "/what-if", "{}"), purged);
    }

    @Test
    void keepsTicksOfRunningRollout() {
        String running = startRunning();
        purgeAll(Instant.now().plus(HALF_A_YEAR));
        assertThat(countTicks(running)).isPositive();
        assertThat(get(running, "/replay").body()).contains(Json.of("'identical':true"));
        server.post("/api/v1/rollouts/" + running + "/abort", "{}");
    }

    @Test
    void preservesCountsAndRejectsReplayAfterPartialPurge() {
        String id = runUntilRolledBack();
        JsonNode hours = loadHours(id);
        List<RolloutTick> some = server.bean(RolloutTickRepository.class).listAfter(id, 0, 1);
        server.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            RolloutHour.sum(some.stream().map(RolloutHour::of).toList())
                    .forEach(hour -> server.bean(RolloutHourRepository.class).save(id, hour));
            assertThat(server.bean(RolloutHourRepository.class)
                            .deleteTicks(id, some.getLast().number(), Instant.now()))
                    .isEqualTo(1);
        });

        assertThat(countTicks(id)).isPositive();
        assertThat(loadHours(id).get("hours")).isEqualTo(hours.get("hours"));
        assertTicksDeleted(get(id, "/replay"), id);
        assertTicksDeleted(get(id, "/ticks"), id);

        purgeAll(Instant.now().plus(HALF_A_YEAR));
        assertThat(loadHours(id).get("hours")).isEqualTo(hours.get("hours"));
        assertThat(jdbc.sql("select count(*) from rollout_hour_default")
                        .query(Long.class)
                        .single())
                .as("hours have the partition of their month")
                .isZero();
    }

    @Test
    void leavesRolloutUnchangedWhenPurgeTransactionRollsBack() {
        String id = runUntilRolledBack();
        JsonNode hours = loadHours(id);
        server.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            while (countTicks(id) > 0) {
                server.bean(RolloutTickRetention.class).purge(Instant.now().plus(HALF_A_YEAR));
            }
            status.setRollbackOnly();
        });
        assertThat(loadHours(id)).isEqualTo(hours);
        assertThat(get(id, "/replay").body()).contains(Json.of("'identical':true"));
    }

    private String runUntilRolledBack() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", SEED).withFailureRate("modern", 0.3);
        String id = rolloutScene.startRunning(service);
        rolloutScene.drive(id, List.of(service), rollout -> hasStatus(rollout, "ROLLED_BACK"));
        rolloutScene.awaitRollout(id, rollout -> {
            service.refresh();
            return service.split() == null && pendingEvidence(id) == 0;
        });
        return id;
    }

    /// Waits until the last field of the rollout that changes without evidence is set.
    private void awaitDecisionsActiveEverywhere() {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            server.job("rollout guard").runSoon();
            return loadRollout(purged)
                    .get("decisions")
                    .valueStream()
                    .filter(decision -> !decision.get("kind").stringValue().equals("HOLD"))
                    .noneMatch(decision -> decision.get("activeEverywhereAt").isNull());
        });
    }

    /// Returns the number of batches that the guard has not evaluated; late ones change the hours.
    private long pendingEvidence(String id) {
        return jdbc.sql("select count(*) from pending_evidence where rollout = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private String startRunning() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("two", SEED + 1);
        String id = rolloutScene.startRunning(service);
        service.callAndSend(100);
        rolloutScene.awaitRollout(id, rollout -> countTicks(id) > 1);
        return id;
    }

    private static void assertTicksDeleted(HttpResponse<String> answer, String id) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(410);
        assertThat(answer.body())
                .contains(
                        Json.of("'code':'counts-rolled-up'"),
                        "The ticks of rollout " + id + " were rolled up into hourly counts and deleted at 20")
                .contains("/hours");
    }

    private PurgeResult purge(Instant now) {
        return server.bean(TransactionTemplate.class)
                .execute(status -> server.bean(RolloutTickRetention.class).purge(now));
    }

    private void purgeAll(Instant now) {
        PurgeResult last = purge(now);
        while (!last.equals(PurgeResult.NONE)) {
            last = purge(now);
        }
    }

    /* Without the fields that depend on the current state: clients, concurrent rollouts and gates. */
    private JsonNode loadRollout(String id) {
        var rollout = (ObjectNode) TestServer.json(get(id, ""));
        rollout.remove(List.of("clients", "concurrentRollouts", "gates"));
        return rollout;
    }

    private JsonNode loadHours(String id) {
        return TestServer.json(get(id, "/hours"));
    }

    private HttpResponse<String> get(String id, String path) {
        return server.get("/api/v1/rollouts/" + id + path);
    }

    private static long sum(JsonNode hours, String count) {
        return hours.get("hours")
                .valueStream()
                .mapToLong(hour -> hour.at("/control/" + count).longValue()
                        + hour.at("/candidate/" + count).longValue())
                .sum();
    }

    private long countTicks(String id) {
        return jdbc.sql("select count(*) from rollout_tick where rollout = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }
}
