// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Edits that change the stage of a migration flag.
final class MigrationEditIT {
    private static final String STRANGER = "another-service";

    private static TestServer server;
    private MigrationScene migrationScene;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void define() {
        migrationScene = new MigrationScene(server, "dualwrite");
    }

    @Test
    void rejectsNextStageUntilAllProcessesAcknowledgeCurrentOne() {
        migrationScene.define("shadow");
        migrationScene.acknowledge(STRANGER, 1);
        String refused =
                expectStageConflict(migrationScene.environment.put("/flags", MigrationScene.definition("live")));
        assertThat(refused)
                .contains(
                        "/flags/ledger/defaultVariant",
                        "not all SDK clients are at stage shadow: another-service, ledger-1 have not acknowledged",
                        "wait until all clients have reached the stage");

        migrationScene.service.refresh();
        migrationScene.acknowledge(STRANGER);
        migrationScene.define("live");
        migrationScene.service.refresh();
        migrationScene.acknowledge(STRANGER);
        migrationScene.define("shadow");
    }

    @ParameterizedTest
    @CsvSource({
        "off,       shadow,    roll out \\\"dualwrite\\\" first",
        "dualwrite, complete,  roll out \\\"shadow\\\" first",
        "live,      dualwrite, roll out \\\"shadow\\\" first",
        "complete,  rampdown,  stage \\\"complete\\\" is final"
    })
    void rejectsSkippedStagesAndChangesFromFinalStage(String present, String next, String why) {
        defineAtStage(present);
        assertThat(expectStageConflict(migrationScene.environment.put("/flags", MigrationScene.definition(next))))
                .contains(why);
    }

    @Test
    void rejectsInvalidStageChangesThroughEveryEditEndpoint() {
        long before = revision();
        String live = atLive(ledger());

        expectStageConflict(migrationScene.environment.put("/flags/ledger", live));
        expectStageConflict(server.send(server.asAdmin(migrationScene.environment.path("/flags"))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(Json.of("{'flags':{'ledger':%s}}", live)))));
        expectStageConflict(migrationScene.environment.put("/flags?dryRun=true", MigrationScene.definition("live")));
        assertThat(expectStageConflict(migrationScene.environment.post(
                        "/flags/ledger/scheduled-changes", Json.of("{'at':'2099-01-31T09:00:00Z','serve':'shadow'}"))))
                .contains("a scheduled change could start a stage");
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void rejectsDefaultVariantThatIsNoStage() {
        long before = revision();
        String edited = ledger().replace("\"dualwrite\"", "\"new\"");
        assertThat(expectStageConflict(migrationScene.environment.put("/flags/ledger", edited)))
                .contains("the default variant must be a migration stage");
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void rejectsRemovalOfStages() {
        long before = revision();
        String edited = atLive(ledger()).replace(Json.of("'shadow':'shadow',"), "");
        expectStageConflict(migrationScene.environment.put("/flags/ledger", edited));
        assertThat(revision()).isEqualTo(before);
    }

    private String ledger() {
        return TestServer.json(migrationScene.environment.get("/flags/ledger"))
                .get("flag")
                .toString();
    }

    private static String atLive(String flag) {
        String live = flag.replace(Json.of("'defaultVariant':'dualwrite'"), Json.of("'defaultVariant':'live'"));
        assertThat(live).isNotEqualTo(flag);
        return live;
    }

    @Test
    void rejectsRevertThatSkipsStages() {
        long first = revision();
        migrationScene.define("shadow");
        migrationScene.service.refresh();
        migrationScene.define("live");
        migrationScene.service.refresh();
        assertThat(expectStageConflict(migrationScene.environment.post("/revert", Json.of("{'revision':%s}", first))))
                .contains("roll out \\\"shadow\\\" first");
    }

    @Test
    void allowsOnlyVariantsOfRunningRolloutAsDefault() {
        String id = migrationScene.startRollout("dualwrite", "off", RolloutScene.plan());
        migrationScene.awaitStatus(id, "RUNNING");
        migrationScene.service.refresh();
        assertThat(expectStageConflict(migrationScene.environment.put("/flags", MigrationScene.definition("shadow"))))
                .contains("is moving clients between the stages \\\"dualwrite\\\" and \\\"off\\\"");
        migrationScene.define("off");
    }

    @Test
    void allowsOtherEditsWhileProcessesArePending() {
        migrationScene.acknowledge(STRANGER, 1);
        String text = MigrationScene.definition("dualwrite");
        assertThat(migrationScene
                        .environment
                        .put(
                                "/flags",
                                text.replace(Json.of("'defaultVariant':'off'"), Json.of("'defaultVariant':'on'")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(migrationScene
                        .environment
                        .post("/flags/ledger/disable", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "rampdown", "complete"})
    void rejectsDisablingOrDeletingFlagWhenNewStoreIsAuthoritative(String stage) {
        defineAtStage(stage);
        assertThat(expectStageConflict(migrationScene.environment.post("/flags/ledger/disable", "{}")))
                .contains("/flags/ledger/state", "writes that only the new store has are missing");
        expectStageConflict(server.send(
                server.asAdmin(migrationScene.environment.path("/flags/ledger")).DELETE()));
        expectStageConflict(migrationScene.environment.put("/flags", Json.of("{'flags':{}}")));
    }

    @Test
    void rejectsDisablingFlagDuringRolloutToLiveStage() {
        defineAtStage("shadow");
        migrationScene.pass(0);
        String id = migrationScene.startRollout("shadow", "live", RolloutScene.plan());
        migrationScene.awaitStatus(id, "RUNNING");
        expectStageConflict(migrationScene.environment.post("/flags/ledger/disable", "{}"));
    }

    @Test
    void enablesDisabledFlagOnlyOneStageFromOff() {
        defineAtStage("shadow");
        assertThat(migrationScene
                        .environment
                        .post("/flags/ledger/disable", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(expectStageConflict(migrationScene.environment.post("/flags/ledger/enable", "{}")))
                .contains("all clients are at stage \\\"off\\\" while the flag is disabled");
        migrationScene.service.refresh();
        assertThat(migrationScene
                        .environment
                        .put(
                                "/flags/ledger",
                                ledger().replace(
                                                Json.of("'defaultVariant':'shadow'"),
                                                Json.of("'defaultVariant':'dualwrite'")))
                        .statusCode())
                .isEqualTo(200);
        migrationScene.service.refresh();
        assertThat(migrationScene.environment.post("/flags/ledger/enable", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void appliesFlagFileWithoutAcknowledgementsButNoSkippedStages(@TempDir Path folder) throws IOException {
        migrationScene.acknowledge(STRANGER, 1);
        Path file = Files.writeString(folder.resolve("flags.json"), MigrationScene.definition("shadow"));
        List<String> options = List.of(
                "--admin-token",
                TestServer.ADMIN_TOKEN,
                "--environment",
                migrationScene.environment.name(),
                "--flags",
                file.toString());
        TestServer.startOnDatabase(server.databaseUrl(), options).close();
        assertThat(migrationScene.environment.get("/flags").body()).contains(Json.of("'defaultVariant':'shadow'"));

        Files.writeString(file, MigrationScene.definition("complete"));
        TestServer.startOnDatabase(server.databaseUrl(), options).close();
        assertThat(migrationScene.environment.get("/flags").body()).contains(Json.of("'defaultVariant':'shadow'"));
    }

    private void defineAtStage(String stage) {
        migrationScene = new MigrationScene(server, stage);
    }

    private static String expectStageConflict(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("migration-stage-conflict", "Nothing was changed");
        return answer.body();
    }

    private long revision() {
        return TestServer.json(migrationScene.environment.get("/flags/ledger"))
                .get("revision")
                .longValue();
    }
}
