// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Power cuts and restarts in the middle of rollouts, under traffic, on the real programs.
///
/// One stage serves all, since its latency reference takes 40 s of traffic; each story ends the rollout it starts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class OutageIT {
    private static final String FAULT = "byte-order-mark";
    private static final long SEED = 20_261_124;

    private Stage stage;

    @BeforeAll
    void open(@TempDir Path data) throws IOException, InterruptedException {
        stage = Stage.open(data, SEED);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    /// The moment of the kill, in messages that customers write after the bad candidate started: 250 are about a
    /// second, and the rollback comes after two to four.
    @Order(1)
    @ParameterizedTest
    @ValueSource(longs = {0, 200, 450, 700})
    void aKilledServerLosesNoRollbackAndCountsNothingTwice(long messagesBeforeTheKill) throws Exception {
        String id = startBadCandidate();
        stage.awaitMessages(messagesBeforeTheKill);
        stage.programs().server().kill();
        stage.restartServer();
        assertRolledBackOnce(id);
    }

    @Order(2)
    @ParameterizedTest
    @ValueSource(longs = {0, 200, 450, 700})
    void aKilledDatabaseLosesNoRollbackAndCountsNothingTwice(long messagesBeforeTheKill) throws Exception {
        String id = startBadCandidate();
        stage.awaitMessages(messagesBeforeTheKill);
        ServerDatabase.of(stage.programs().serverData()).kill();
        assertRolledBackOnce(id);
    }

    @Order(3)
    @Test
    void aRolloutGoesOnAfterARestartAndPaymentsGoOnMeanwhile() throws Exception {
        String id = stage.control().startRollout(5, "restart in the middle");
        JsonNode before = stage.awaitRollout(id, rollout -> rollout.path("step").asInt() >= 1);
        stage.programs().server().close();
        long acceptedBefore = stage.traffic().accepted().size();
        long failuresBefore = stage.traffic().failures();
        stage.awaitMessages(500);
        assertThat(stage.traffic().accepted().size())
                .as("accepted while the server is down")
                .isGreaterThan((int) acceptedBefore + 400);
        assertThat(stage.traffic().failures())
                .as("failed while the server is down")
                .isEqualTo(failuresBefore);
        stage.restartServer();
        JsonNode after = stage.awaitRollout(
                id,
                rollout -> rollout.path("step").asInt() > before.path("step").asInt());
        assertThat(after.path("status").asString()).isEqualTo("RUNNING");
        assertThat(kinds(after)).as("no decision lost").startsWith(kinds(before).toArray(String[]::new));
        assertThat(kinds(after).stream().filter("ADVANCE"::equals).count())
                .as("advanced once since")
                .isEqualTo(kinds(before).stream().filter("ADVANCE"::equals).count() + 1);
        assertThat(stage.control().replay(id).path("identical").asBoolean()).isTrue();
        stage.control().abort(id, "the story is told");
    }

    @Order(4)
    @Test
    void theBooksAreInOrderAndEveryCallWasCountedOnceAfterAllOfIt() throws Exception {
        stage.assertBooksInOrder();
        stage.assertOutcomesCountedOnce();
    }

    private static List<String> kinds(JsonNode rollout) {
        return rollout.path("decisions")
                .valueStream()
                .map(decision -> decision.path("kind").asString())
                .toList();
    }

    private String startBadCandidate() throws IOException, InterruptedException {
        stage.programs().fault(FAULT, true);
        String id = stage.control().startRollout(1, "chokes on a byte-order mark");
        stage.awaitRollout(id, rollout -> !Stage.hasStatus(rollout, "SEEDING"));
        return id;
    }

    private void assertRolledBackOnce(String id) throws IOException, InterruptedException {
        JsonNode rollout = stage.awaitRollout(id, Stage::isBackEverywhere);
        long rollbacks = rollout.path("decisions")
                .valueStream()
                .filter(decision -> decision.path("kind").asString().equals("ROLL_BACK"))
                .count();
        assertThat(rollbacks).as("roll-backs of %s", id).isEqualTo(1);
        assertThat(stage.control().replay(id).path("identical").asBoolean()).isTrue();
        stage.programs().fault(FAULT, false);
        assertThat(stage.traffic().resendRefused(Duration.ofSeconds(30)))
                .as("messages still refused after the rollback")
                .isZero();
    }
}
