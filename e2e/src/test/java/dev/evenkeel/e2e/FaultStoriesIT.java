// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.demo.PaymentTraffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
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
import tools.jackson.databind.JsonNode;

/// What the guard makes of the ways in which a payment service goes wrong, on the real programs.
///
/// One stage serves all, since its latency reference takes 40 s of traffic; each story ends the rollout it starts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class FaultStoriesIT {
    private static final long SEED = 20_261_125;

    private Stage stage;

    @BeforeAll
    void open(@TempDir Path data) throws IOException, InterruptedException {
        stage = Stage.open(data, SEED);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    @Order(1)
    void aDatabaseThatBothCoresShareFreezesTheExposureAndBlamesNobody() throws Exception {
        String id = stage.control().startRollout(5, "the database dies under both");
        stage.awaitRollout(id, rollout -> Stage.hasStatus(rollout, "RUNNING"));
        JsonNode frozen = stage.awaitRollout(id, rollout -> {
            EmbeddedDatabase.killIfThere(stage.programs().paymentsData());
            return reasons(rollout).stream()
                    .anyMatch(reason -> reason.startsWith("a shared incident: more than 10 % of control's calls fail"));
        });

        assertThat(kinds(frozen)).doesNotContain("ROLL_BACK");
        stage.awaitMessages(2_500);
        JsonNode later = stage.control().rollout(id);
        assertThat(later.path("status").asString())
                .as(reasons(later).toString())
                .isEqualTo("RUNNING");
        assertThat(kinds(later)).doesNotContain("ROLL_BACK");
        assertThat(later.path("exposure").asInt())
                .isEqualTo(frozen.path("exposure").asInt());
        assertReplays(id);
        stage.control().abort(id, "the story is told");
    }

    @Test
    @Order(2)
    void errorsThatComeInBurstsRollBack() throws Exception {
        String id = rolledBackBy("error-bursts");
        assertThat(reasons(stage.control().rollout(id)))
                .anyMatch(reason -> reason.contains("errors: more units fail on the candidate"));
    }

    @Test
    @Order(3)
    void aTailThatIsSlowRollsBackThoughNothingFails() throws Exception {
        String id = rolledBackBy("slow-tail");
        assertThat(reasons(stage.control().rollout(id)))
                .anyMatch(reason -> reason.contains("the candidate is slower than control"));
    }

    /// A retry is booked again by the candidate, which answers as if all were well: no error, nothing slow.
    @Test
    @Order(4)
    void aPaymentBookedTwiceRollsBackAtOnce() throws Exception {
        stage.programs().fault("double-booking", true);
        String id = stage.control().startRollout(5, "customers send some messages again");
        stage.awaitRollout(id, rollout -> Stage.hasStatus(rollout, "RUNNING"));
        List<PaymentTraffic.Message> sent = stage.traffic().accepted();
        Iterator<PaymentTraffic.Message> again = sent.iterator();
        JsonNode back = stage.awaitRollout(id, rollout -> {
            stage.traffic().sendAgain(again, 20);
            return Stage.isBackEverywhere(rollout);
        });
        stage.programs().fault("double-booking", false);

        JsonNode doubled = back.at("/counts/candidate/metrics/double-bookings");
        assertThat(reasons(back).getLast()).startsWith("double-bookings: must not happen, and happened ");
        assertThat(back.at("/counts/control/metrics/double-bookings/events").asLong(0))
                .isZero();
        assertThat(doubled.path("events").asLong()).isBetween(1L, 20L);
        assertThat(back.at("/counts/candidate/failures").asLong()).isZero();
        assertReplays(id);
    }

    /// What it had counted and not sent dies with it. The last story: the service does not come back.
    @Test
    @Order(5)
    void aServiceThatIsKilledIsSilentAndNotHealthy() throws Exception {
        String id = stage.control().startRollout(5, "the service is killed");
        stage.awaitRollout(id, rollout -> Stage.hasStatus(rollout, "RUNNING"));
        stage.programs().payments().kill();

        JsonNode blind =
                stage.awaitRollout(id, rollout -> reasons(rollout).getLast().startsWith("blind: no outcomes for "));

        assertThat(blind.path("status").asString()).isEqualTo("RUNNING");
        assertThat(kinds(blind)).doesNotContain("ADVANCE", "ROLL_BACK");
        assertThat(blind.at("/losses/dropped").asLong())
                .as("nobody is left to say what was lost")
                .isZero();
        assertReplays(id);
        stage.control().abort(id, "the story is told");
    }

    private String rolledBackBy(String fault) throws IOException, InterruptedException {
        stage.programs().fault(fault, true);
        String id = stage.control().startRollout(5, fault);
        stage.awaitRollout(id, Stage::isBackEverywhere);
        stage.programs().fault(fault, false);
        assertReplays(id);
        return id;
    }

    private void assertReplays(String id) throws IOException, InterruptedException {
        JsonNode replay = stage.control().replay(id);
        assertThat(replay.path("identical").asBoolean()).as(replay.toString()).isTrue();
    }

    private static List<String> kinds(JsonNode rollout) {
        return decisions(rollout, "kind");
    }

    private static List<String> reasons(JsonNode rollout) {
        return decisions(rollout, "reason");
    }

    private static List<String> decisions(JsonNode rollout, String field) {
        return rollout.path("decisions")
                .valueStream()
                .map(decision -> decision.path(field).asString())
                .toList();
    }
}
