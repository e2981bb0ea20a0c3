// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.decisionKinds;
import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Forecasts of rollout steps, which are made when a step starts and resolved when it ends.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutForecastIT {
    private static final long SEED = 20_261_126;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /* Waits until all forecasts of the rollout are resolved, and returns them, oldest first. */
    private List<JsonNode> awaitResolvedForecasts(String rollout, int size) {
        return await().atMost(PATIENCE)
                .until(
                        () -> forecasts(rollout),
                        all -> all.size() == size
                                && all.stream()
                                        .noneMatch(one -> one.get("resolution").isNull()));
    }

    private List<JsonNode> forecasts(String rollout) {
        return TestServer.json(server.get("/api/v1/forecasts?eventClass=rollout-step"))
                .valueStream()
                .filter(one -> one.get("origin").stringValue().startsWith("step:" + rollout + ":"))
                .toList()
                .reversed();
    }

    private void recomputeForecasts() {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        jdbc.sql("delete from forecast_cursor").update();
        Instant deleted = Instant.now();
        await().atMost(PATIENCE).until(() -> {
            server.job("forecasts of rollouts").runSoon();
            return jdbc.sql("""
                                            select count(*) from forecast_cursor
                                            where event_class = 'rollout-step' and read_until > :deleted
                                            """)
                            .param("deleted", Timestamp.from(deleted))
                            .query(Long.class)
                            .single()
                    == 1;
        });
    }

    @Test
    void resolvesForecastOfEachCompletedStepAsTrueOnce() throws NoSuchAlgorithmException {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", SEED);
        String rollout = rolloutScene.startRunning(service);
        JsonNode ended = rolloutScene.drive(rollout, List.of(service), state -> hasStatus(state, "COMPLETED"));
        int steps = (int) decisionKinds(ended).stream()
                .filter(kind -> kind.equals("START") || kind.equals("ADVANCE"))
                .count();
        List<JsonNode> made = awaitResolvedForecasts(rollout, steps);
        assertThat(steps).isGreaterThan(1);
        assertThat(made).allSatisfy(one -> {
            assertThat(one.at("/resolution/outcome").doubleValue()).isEqualTo(1);
            assertThat(one.at("/resolution/by").stringValue()).isEqualTo("guard");
            assertThat(one.get("probability").doubleValue())
                    .isCloseTo(
                            (one.at("/inputs/events").longValue() + 2.017)
                                    / (one.at("/inputs/trials").longValue() + 2.49),
                            within(1e-12));
        });
        for (int i = 1; i < steps; i++) {
            assertThat(made.get(i).at("/inputs/trials").longValue())
                    .as("what ended by then, and nothing later")
                    .isEqualTo(made.get(i - 1).at("/inputs/trials").longValue() + 1);
            assertThat(Instant.parse(made.get(i).get("asOf").stringValue()))
                    .isEqualTo(
                            Instant.parse(made.get(i - 1).at("/resolution/at").stringValue()));
        }
        String inputs = server.bean(JdbcClient.class)
                .sql("select inputs from forecast where id = :id")
                .param("id", made.getFirst().get("id").stringValue())
                .query(String.class)
                .single();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(inputs.getBytes(StandardCharsets.UTF_8));
        assertThat(made.getFirst().get("dataHash").stringValue())
                .isEqualTo(HexFormat.of().formatHex(hash));

        recomputeForecasts();
        assertThat(forecasts(rollout)).isEqualTo(made);
    }

    @Test
    void resolvesPromisedDateForecastWhenCompletedInTime() throws IOException {
        var rolloutScene = new RolloutScene(server);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate date = today.plusDays(30);
        String text = Files.readString(Path.of("../examples/risk/tale.yaml"))
                        .replace("asOf: 2026-11-26", "asOf: " + today)
                        .replace("start: 2026-11-30", "start: " + today)
                + "commitments: {report: {date: " + date + "}}\n";
        var request = JsonMapper.shared()
                .createObjectNode()
                .put("flag", rolloutScene.flag)
                .put("case", text)
                .put("draws", 1_000);
        String id = TestServer.json(server.post("/api/v1/environments/default/assessments", request.toString()))
                .path("id")
                .asString();
        server.post("/api/v1/assessments/" + id + "/decision", Json.of("{'course':'now','reason':'r'}"));
        SimulatedService service = rolloutScene.service("one", SEED + 3);
        String rollout = rolloutScene.startRunning(service);
        rolloutScene.drive(rollout, List.of(service), state -> hasStatus(state, "COMPLETED"));
        JsonNode made = await().atMost(PATIENCE)
                .until(
                        () -> TestServer.json(server.get("/api/v1/forecasts?eventClass=promised-date")),
                        all -> all.size() == 1 && !all.get(0).path("resolution").isNull())
                .get(0);
        assertThat(made.path("probability").asDouble())
                .as("nothing is forecast as certain")
                .isEqualTo(0.999);
        assertThat(made.at("/resolution/outcome").asDouble()).isEqualTo(1);
        assertThat(made.at("/resolution/note").asString()).startsWith("rollout " + rollout + " completed at ");
        assertThat(server.get("/api/v1/assessments/" + id + "/memo?markdown=true")
                        .body())
                .contains("| Promised date | now | phased now |", "report by " + date, "| never |")
                .contains("The rollout of flag " + rolloutScene.flag + " in default is complete by " + date);
        assertThat(server.get("/api/v1/environments/default/flags/" + rolloutScene.flag
                                + "/change-report?markdown=true")
                        .body())
                .contains("Promised date: " + date + " (report), probability 100% at the decision; completed on ")
                .contains(" days early")
                .contains("is complete by " + date);
    }

    /* A lock on the audit log is held until the rollback ends. */
    @Test
    void rollsBackWhileForecastTablesAreLockedAndResolvesAsFalse() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", SEED + 1).withFailureRate("modern", 0.4);
        String rollout = rolloutScene.startRunning(service);
        server.whileLocked(
                "forecast, forecast_resolution, forecast_cursor",
                () -> rolloutScene.drive(rollout, List.of(service), state -> hasStatus(state, "ROLLED_BACK")));
        JsonNode last = awaitResolvedForecasts(rollout, 1).getFirst();
        assertThat(last.at("/resolution/outcome").doubleValue()).isZero();
        assertThat(last.at("/resolution/note").stringValue()).startsWith("rolled back: ");
    }

    @Test
    void voidsForecastOfAbortedStep() {
        var rolloutScene = new RolloutScene(server);
        SimulatedService service = rolloutScene.service("one", SEED + 2);
        String rollout = rolloutScene.seed(
                rolloutScene.startWith(Json.of("{'exposure':10}"), Json.of("{'exposure':10,'approval':true}")),
                service);
        await().atMost(PATIENCE).until(() -> forecasts(rollout).size() == 1);
        assertThat(forecasts(rollout).getFirst().get("state").stringValue()).isEqualTo("OPEN");
        assertThat(server.post("/api/v1/rollouts/" + rollout + "/abort", Json.of("{'reason':'not today'}"))
                        .statusCode())
                .isEqualTo(200);
        JsonNode last = awaitResolvedForecasts(rollout, 1).getFirst();
        assertThat(last.get("state").stringValue()).isEqualTo("VOID");
        assertThat(last.at("/resolution/note").stringValue()).startsWith("void: a user aborted the rollout: ");
    }
}
