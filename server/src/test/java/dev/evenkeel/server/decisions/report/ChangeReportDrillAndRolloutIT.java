// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The change report of a change with a rollback drill and a rollout, and without them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChangeReportDrillAndRolloutIT {
    private TestServer server;
    private RolloutScene rolloutScene;
    private String rollout;

    @BeforeAll
    void prepare() throws IOException {
        server = TestServer.start();
        rolloutScene = new RolloutScene(server);
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String tale = Files.readString(Path.of("../examples/risk/tale.yaml"))
                .replace("asOf: 2026-11-26", "asOf: " + today)
                .replace("start: 2026-11-30", "start: " + today);
        var order = JsonMapper.shared()
                .createObjectNode()
                .put("flag", rolloutScene.flag)
                .put("case", tale)
                .put("draws", 2_000);
        String id = requireSuccess(server.post("/api/v1/environments/default/assessments", order.toString()))
                .path("id")
                .asString();
        requireSuccess(server.post("/api/v1/assessments/" + id + "/decision", """
                {"course":"now","onBehalfOf":"vera","reason":"it is small"}"""));
        requireSuccess(server.put("/api/v1/environments/default/flags/" + rolloutScene.flag + "/rollback-plan", """
                {"owner":"payments","trigger":"more errors than before","steps":["abort the rollout"],
                 "dataCompatibility":"the old code reads all","pointOfNoReturn":50,"expectedTime":"PT1M","reason":"first plan"}"""));
        SimulatedService service = rolloutScene.service("one", 71);
        assertThat(rolloutScene.runDrill(service).get("withinExpectedTime").booleanValue())
                .isTrue();
        rollout = rolloutScene.startRunning(service);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gaps().stream().noneMatch(gap -> gap.contains("forecasts for this decision")));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void includesRollbackDrillAndRolloutInReport() {
        assertThat(gaps()).noneMatch(gap -> gap.contains("rollback drill") || gap.contains("rollouts"));
        assertThat(server.get("/api/v1/environments/default/flags/" + rolloutScene.flag
                                + "/change-report?markdown=true")
                        .body())
                .contains(
                        "| Drill | Ended | Passed | Duration | Expected |",
                        rollout,
                        "| Rollout | Time | Decision | Exposure | Reason |");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rollback_drill | rollback drills since the assessment
            rollout        | rollouts of flag FLAG since the assessment
            """)
    void reportsGapForMissingDrillOrRollout(String table, String gap) {
        List<String> expected = new ArrayList<>(gaps());
        expected.add(gap.replace("FLAG", rolloutScene.flag));
        assertThat(gapsAfter(table)).containsExactlyInAnyOrderElementsOf(expected);
    }

    /* In a transaction that is rolled back, with the triggers and keys disabled that protect rows. */
    private List<String> gapsAfter(String table) {
        return server.bean(TransactionTemplate.class).execute(status -> {
            status.setRollbackOnly();
            JdbcClient jdbc = server.bean(JdbcClient.class);
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("delete from " + table).update();
            return gaps();
        });
    }

    private List<String> gaps() {
        return server.bean(ChangeOutcomeReportService.class).build("default", rolloutScene.flag).gaps().stream()
                .map(gap -> gap.missing())
                .toList();
    }
}
