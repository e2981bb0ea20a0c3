// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import static dev.evenkeel.server.rollout.RolloutScene.is;
import static dev.evenkeel.server.rollout.RolloutScene.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Rollouts that have gates to pass.
final class RolloutGateIT {
    private static final String LINE = "/api/v1/environments/default/line/";

    private TestServer server;
    private RolloutScene scene;

    @BeforeEach
    void start() {
        server = TestServer.start();
        scene = new RolloutScene(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingStartsWhileAGateIsClosedAndTheAnswerSaysWhy() {
        line("stop");
        HttpResponse<String> refused = scene.order(order(""));
        assertThat(refused.statusCode()).isEqualTo(409);
        JsonNode problem = TestServer.json(refused);
        assertThat(problem.get("code").stringValue()).isEqualTo("gates-closed");
        assertThat(problem.at("/problems/0/message").stringValue())
                .startsWith("line: the line of default is stopped since ")
                .endsWith("by admin: outage");
        assertThat(TestServer.json(server.get("/api/v1/rollouts")).isEmpty()).isTrue();
        line("go");
        assertThat(scene.order(order("")).statusCode()).isEqualTo(201);
    }

    @Test
    void whoWaitsBeginsWhenTheGatesOpen() {
        line("stop");
        HttpResponse<String> answer = scene.order(order("\"whenClosed\":\"WAIT\",\"service\":\"core\","));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = TestServer.json(answer).get("id").stringValue();
        assertThat(TestServer.json(answer).at("/change").toString())
                .isEqualTo("{\"service\":\"core\",\"changeClass\":\"normal\",\"author\":\"admin\"}");
        scene.service("one", 1).serve(600);
        JsonNode held = scene.awaitRollout(id, rollout -> waitsFor(rollout, "GATES"));
        assertThat(is(held, "SEEDING")).isTrue();
        assertThat(lastReason(held)).endsWith("by admin: outage");
        assertThat(held.get("gates")
                        .valueStream()
                        .filter(gate -> gate.get("closed").booleanValue())
                        .map(gate -> gate.get("gate").stringValue()))
                .containsExactly("line");
        line("go");
        scene.awaitRollout(id, rollout -> is(rollout, "RUNNING"));
    }

    @Test
    void aRunningRolloutHoldsAndGoesOnAndReplaysTheSame() {
        SimulatedService service = scene.service("one", 2);
        String id = scene.startRunning(service);
        line("stop");
        JsonNode held = scene.awaitRollout(id, rollout -> waitsFor(rollout, "GATES"));
        int step = held.get("step").intValue();
        for (int i = 0; i < 20; i++) {
            service.refresh().serve(200);
        }
        assertThat(scene.awaitRollout(
                                id,
                                rollout -> rollout.at("/counts/control/calls").longValue() > 0)
                        .get("step")
                        .intValue())
                .isEqualTo(step);
        line("go");
        scene.drive(id, List.of(service), rollout -> rollout.get("step").intValue() > step);
        replaysTheSame(id);
    }

    @Test
    void aClosedGateDelaysNoRollBack() {
        SimulatedService service = scene.service("one", 3);
        String id = scene.startRunning(service);
        line("stop");
        scene.awaitRollout(id, rollout -> waitsFor(rollout, "GATES"));
        service.failing("modern", 0.9);
        JsonNode back = scene.drive(id, List.of(service), rollout -> is(rollout, "ROLLED_BACK"));
        assertThat(kinds(back)).endsWith("ROLL_BACK").doesNotContain("ADVANCE");
        replaysTheSame(id);
    }

    @Test
    void aGateThatHangsDelaysNoRollBackEither() throws SQLException {
        SimulatedService service = scene.service("one", 6);
        String id = scene.startRunning(service);
        try (Connection other = DriverManager.getConnection(server.databaseUrl());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table stopped_line in access exclusive mode");
            service.failing("modern", 0.9);
            scene.drive(id, List.of(service), rollout -> is(rollout, "ROLLED_BACK"));
            other.rollback();
        }
        replaysTheSame(id);
    }

    @Test
    void aFreezeHoldsToo() {
        Instant now = Instant.now();
        HttpResponse<String> frozen = server.put("/api/v1/freezes", """
                {"windows":[{"name":"audit","start":"%s","zone":"UTC","duration":"P2D"}]}""".formatted(
                LocalDateTime.ofInstant(now, ZoneOffset.UTC).minusDays(1).truncatedTo(ChronoUnit.SECONDS)));
        assertThat(frozen.statusCode()).as(frozen.body()).isEqualTo(200);
        line("stop");
        JsonNode problems = TestServer.json(scene.order(order(""))).get("problems");
        assertThat(problems.valueStream()
                        .map(problem -> problem.get("message").stringValue().split(" ")[0]))
                .containsExactly("freeze:", "line:");
        assertThat(problems.at("/0/remedy").stringValue()).startsWith("it ends by itself at ");
    }

    @Test
    void aClosedGateRefusesNoAbort() {
        SimulatedService service = scene.service("one", 4);
        String id = scene.startRunning(service);
        line("stop");
        scene.awaitRollout(id, rollout -> waitsFor(rollout, "GATES"));
        HttpResponse<String> aborted = server.post("/api/v1/rollouts/" + id + "/abort", "{}");
        assertThat(aborted.statusCode()).isEqualTo(200);
        assertThat(is(TestServer.json(aborted), "ABORTED")).isTrue();
    }

    @Test
    void whatGoesOnByAnOverrideSaysSo() {
        SimulatedService service = scene.service("one", 5);
        String id = scene.startRunning(service);
        line("stop");
        scene.awaitRollout(id, rollout -> waitsFor(rollout, "GATES"));
        HttpResponse<String> made = server.post(
                "/api/v1/environments/default/flags/" + scene.flag + "/gate-overrides",
                "{\"gate\":\"line\",\"class\":\"hotfix\",\"reason\":\"it is the repair\",\"until\":\"%s\"}"
                        .formatted(Instant.now().plus(Duration.ofHours(1))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode gone =
                scene.drive(id, List.of(service), rollout -> kinds(rollout).contains("ADVANCE"));
        assertThat(gone.get("decisions")
                        .valueStream()
                        .filter(decision -> decision.get("kind").stringValue().equals("ADVANCE"))
                        .map(decision -> decision.get("reason").stringValue()))
                .allMatch(reason -> reason.contains("; in spite of a gate: line: the line of default is stopped since ")
                        && reason.endsWith("by admin as hotfix: it is the repair)"));
        replaysTheSame(id);
    }

    @Test
    void refusesWrongWordsAboutGates() {
        HttpResponse<String> answer =
                scene.order(order("\"whenClosed\":\"PRAY\",\"service\":\" \",\"changeClass\":\"Very Urgent\","));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/whenClosed", "/service", "/changeClass");
    }

    private void line(String verb) {
        HttpResponse<String> answer = server.post(LINE + verb, "{\"reason\":\"outage\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String order(String more) {
        return "{%s\"flag\":\"%s\",\"control\":\"classic\",\"candidate\":\"modern\",\"plan\":%s}"
                .formatted(more, scene.flag, RolloutScene.plan());
    }

    private void replaysTheSame(String id) {
        JsonNode report = TestServer.json(server.get("/api/v1/rollouts/" + id + "/replay"));
        assertThat(report.get("identical").booleanValue()).as(report.toString()).isTrue();
    }

    private static boolean waitsFor(JsonNode rollout, String kind) {
        return rollout.get("waitsFor").asString("").equals(kind);
    }

    private static String lastReason(JsonNode rollout) {
        JsonNode decisions = rollout.get("decisions");
        return decisions.get(decisions.size() - 1).get("reason").stringValue();
    }
}
