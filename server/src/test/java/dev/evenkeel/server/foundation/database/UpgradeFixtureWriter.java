// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import static dev.evenkeel.server.rollouts.rollout.RolloutScene.hasStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.rollouts.rollout.RolloutScene;
import dev.evenkeel.server.rollouts.rollout.guard.SimulatedService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Writes the fixture of this version for [UpgradeIT] of later versions. Run it once for each release:
/// `./evenkeel test -pl server -am -Dtest=None -Dit.test=UpgradeFixtureWriter -Devenkeel.version-data=FILE
/// -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false`. FILE is
/// `server/src/test/resources/upgrade/NNN.gz`, as an absolute path; NNN is the version's newest migration.
final class UpgradeFixtureWriter {
    @Test
    void writesCompletedRolledBackAndRunningRollouts() throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        String url;
        try (TestServer server = TestServer.start()) {
            url = server.databaseUrl();
            createConfiguration(server);
            var good = new RolloutScene(server);
            SimulatedService well = good.service("a", 1);
            String completed = good.startRunning(well);
            good.drive(completed, List.of(well), rollout -> hasStatus(rollout, "COMPLETED"));
            var bad = new RolloutScene(server);
            SimulatedService ill = bad.service("a", 2).withFailureRate("modern", 0.3);
            String back = bad.startRunning(ill);
            bad.drive(back, List.of(ill), rollout -> hasStatus(rollout, "ROLLED_BACK"));
            var open = new RolloutScene(server);
            SimulatedService other = open.service("a", 3);
            String running =
                    open.seed(open.startWith(Json.of("'rollBackFrom':5"), Json.of("'rollBackFrom':100")), other);
            for (SimulatedService service : List.of(well, ill, other)) {
                service.refresh();
            }
            other.callAndSend(100);
            open.awaitRollout(
                    running, rollout -> rollout.at("/counts/candidate/calls").longValue() > 0);
            answers.put("completed", completed);
            answers.put("back", back);
            answers.put("running", running);
            answers.put("flag of running", open.flag);
            store(server, answers, completed, back);
        }
        DatabaseDump.of(url, answers).write(Path.of(System.getProperty("evenkeel.version-data")));
    }

    private static void createConfiguration(TestServer server) {
        put(server, "/api/v1/services/payments", Json.of("{'owner':'team-payments'}"));
        put(
                server,
                "/api/v1/environments/default/gate-policy",
                Json.of(
                        "{'requiredGates':['freeze'],'overrideClasses':['hotfix'],'requiredApprovals':2,'reason':'four eyes'}"));
        put(server, "/api/v1/freeze-windows", """
                {"windows":[{"name":"year end","kind":"DENY","reason":"books close","start":"2020-12-24T18:00",
                  "zone":"Europe/Zurich","duration":"P9D"}]}""");
        HttpResponse<String> declared =
                server.post("/api/v1/incidents", Json.of("{'service':'payments','title':'double orders'}"));
        assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
    }

    private static void put(TestServer server, String path, String body) {
        HttpResponse<String> answer = server.put(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    private static void store(TestServer server, Map<String, String> answers, String completed, String back) {
        for (String path : List.of(
                "/api/v1/environments/default/flags",
                "/api/v1/environments/default/gate-policy",
                "/api/v1/freeze-windows",
                "/api/v1/services/payments",
                "/api/v1/audit/verify",
                "/api/v1/rollouts/" + completed,
                "/api/v1/rollouts/" + back,
                "/api/v1/rollouts/" + completed + "/replay",
                "/api/v1/rollouts/" + back + "/replay")) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
            answers.put(path, answer.body());
        }
        for (int unit = 0; unit < 40; unit++) {
            answers.put("evaluation of unit-" + unit, evaluation(server, "unit-" + unit));
        }
    }

    /// Returns the OFREP evaluation of all flags for a unit.
    static String evaluation(TestServer server, String unit) {
        return await().until(
                        () -> server.send(server.asSdk("/ofrep/v1/evaluate/flags")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(Json.of("{'context':{'targetingKey':'%s'}}", unit)))),
                        answer -> answer.statusCode() == 200)
                .body();
    }
}
