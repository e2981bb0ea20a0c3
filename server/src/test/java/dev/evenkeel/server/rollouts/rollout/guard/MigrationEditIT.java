// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;

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

/// Edits that change the stage of a flag that leads a migration.
final class MigrationEditIT {
    private static final String STRANGER = "another-service";

    private static TestServer server;
    private MigrationScene scene;

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
        scene = new MigrationScene(server, "dualwrite");
    }

    @Test
    void aStageFollowsOnceEveryProcessIsAtTheOneBefore() {
        scene.define("shadow");
        scene.acknowledge(STRANGER, 1);
        String refused = refusal(scene.environment.put("/flags", MigrationScene.definition("live")));
        assertThat(refused)
                .contains(
                        "/flags/ledger/defaultVariant",
                        "not every process is known to be at shadow: another-service, ledger-1 have not acknowledged",
                        "wait until every process is there");

        scene.service.refresh();
        scene.acknowledge(STRANGER);
        scene.define("live");
        scene.service.refresh();
        scene.acknowledge(STRANGER);
        scene.define("shadow");
    }

    @ParameterizedTest
    @CsvSource({
        "off,       shadow,    roll out \\\"dualwrite\\\" first",
        "dualwrite, complete,  roll out \\\"shadow\\\" first",
        "live,      dualwrite, roll out \\\"shadow\\\" first",
        "complete,  rampdown,  from \\\"complete\\\" no stage leads back"
    })
    void anEditGoesOneStageAndNeverBackFromTheLast(String present, String next, String why) {
        at(present);
        assertThat(refusal(scene.environment.put("/flags", MigrationScene.definition(next))))
                .contains(why);
    }

    @Test
    void everyWayOfEditingIsHeld() {
        long before = revision();
        String flag = TestServer.json(scene.environment.get("/flags/ledger"))
                .get("flag")
                .toString();
        String live = flag.replace("\"defaultVariant\":\"dualwrite\"", "\"defaultVariant\":\"live\"");
        assertThat(live).isNotEqualTo(flag);

        refusal(scene.environment.put("/flags/ledger", live));
        refusal(server.send(server.asAdmin(scene.environment.path("/flags"))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"flags\":{\"ledger\":" + live + "}}"))));
        refusal(scene.environment.put("/flags?dryRun=true", MigrationScene.definition("live")));
        assertThat(refusal(scene.environment.post(
                        "/flags/ledger/scheduled-changes", "{\"at\":\"2099-01-31T09:00:00Z\",\"serve\":\"shadow\"}")))
                .contains("a stage would begin at a time");
        assertThat(refusal(scene.environment.put("/flags/ledger", flag.replace("\"dualwrite\"", "\"new\""))))
                .contains("the default variant would be no stage");
        refusal(scene.environment.put("/flags/ledger", live.replace("\"shadow\":\"shadow\",", "")));
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void anEarlierDefinitionComesBackStageByStageToo() {
        long first = revision();
        scene.define("shadow");
        scene.service.refresh();
        scene.define("live");
        scene.service.refresh();
        assertThat(refusal(scene.environment.post("/revert", "{\"revision\":" + first + "}")))
                .contains("roll out \\\"shadow\\\" first");
    }

    @Test
    void underARolloutOneOfItsSidesBecomesTheDefault() {
        String id = scene.begin("dualwrite", "off", RolloutScene.plan());
        scene.awaitStatus(id, "RUNNING");
        scene.service.refresh();
        assertThat(refusal(scene.environment.put("/flags", MigrationScene.definition("shadow"))))
                .contains("has everybody between \\\"dualwrite\\\" and \\\"off\\\"");
        scene.define("off");
    }

    @Test
    void otherEditsAndOtherFlagsAreFree() {
        scene.acknowledge(STRANGER, 1);
        String text = MigrationScene.definition("dualwrite");
        assertThat(scene.environment
                        .put("/flags", text.replace("\"defaultVariant\":\"off\"", "\"defaultVariant\":\"on\""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(scene.environment.post("/flags/ledger/disable", "{}").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "rampdown", "complete"})
    void theFlagStaysWhileTheNewStoresWordCounts(String stage) {
        at(stage);
        assertThat(refusal(scene.environment.post("/flags/ledger/disable", "{}")))
                .contains("/flags/ledger/state", "the old store lacks what only the new one has acknowledged");
        refusal(server.send(
                server.asAdmin(scene.environment.path("/flags/ledger")).DELETE()));
        refusal(scene.environment.put("/flags", "{\"flags\":{}}"));
    }

    @Test
    void theFlagStaysWhileARolloutLetsTheNewStoresWordCountForSome() {
        at("shadow");
        scene.pass(0);
        String id = scene.begin("shadow", "live", RolloutScene.plan());
        scene.awaitStatus(id, "RUNNING");
        refusal(scene.environment.post("/flags/ledger/disable", "{}"));
    }

    @Test
    void aFlagThatWasKilledComesBackOneStageFromOff() {
        at("shadow");
        assertThat(scene.environment.post("/flags/ledger/disable", "{}").statusCode())
                .isEqualTo(200);
        assertThat(refusal(scene.environment.post("/flags/ledger/enable", "{}")))
                .contains("everybody is at \\\"off\\\" while it is disabled");
        scene.service.refresh();
        String flag = TestServer.json(scene.environment.get("/flags/ledger"))
                .get("flag")
                .toString();
        assertThat(scene.environment
                        .put(
                                "/flags/ledger",
                                flag.replace("\"defaultVariant\":\"shadow\"", "\"defaultVariant\":\"dualwrite\""))
                        .statusCode())
                .isEqualTo(200);
        scene.service.refresh();
        assertThat(scene.environment.post("/flags/ledger/enable", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aFileGivenAtStartWaitsForNobodyAndSkipsNoStage(@TempDir Path folder) throws IOException {
        scene.acknowledge(STRANGER, 1);
        Path file = Files.writeString(folder.resolve("flags.json"), MigrationScene.definition("shadow"));
        List<String> options = List.of(
                "--admin-token",
                TestServer.ADMIN_TOKEN,
                "--environment",
                scene.environment.name(),
                "--flags",
                file.toString());
        TestServer.startBare(server.databaseUrl(), options).close();
        assertThat(scene.environment.get("/flags").body()).contains("\"defaultVariant\":\"shadow\"");

        Files.writeString(file, MigrationScene.definition("complete"));
        TestServer.startBare(server.databaseUrl(), options).close();
        assertThat(scene.environment.get("/flags").body()).contains("\"defaultVariant\":\"shadow\"");
    }

    private void at(String stage) {
        scene = new MigrationScene(server, stage);
    }

    private static String refusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("migration-stage-conflict", "Nothing was changed");
        return answer.body();
    }

    private long revision() {
        return TestServer.json(scene.environment.get("/flags/ledger"))
                .get("revision")
                .longValue();
    }
}
