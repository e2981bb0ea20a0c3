// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.operations.incident.suspect.ChangeScenarios;
import dev.evenkeel.server.operations.incident.suspect.ChangeScenarios.ChangeResult;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every change of what users get, in each situation of docs/reference/change-control.md. The responses must match the
/// table on that page.
final class ChangeControlIT {
    private static final Path PAGE = Path.of("../docs/reference/change-control.md");

    private static TestServer server;
    private TestEnvironment environment;

    /// What stands against changes.
    enum Situation {
        RELEASES_STOPPED(3),
        FREEZE_WINDOW(4),
        EDITS_NEED_APPROVAL(5);

        /// Its column in the table.
        private final int column;

        Situation(int column) {
            this.column = column;
        }
    }

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void create() {
        environment = server.newEnvironment();
    }

    @AfterEach
    void endFreezes() {
        TestServer.requireSuccess(server.put("/api/v1/freeze-windows", Json.of("{'windows':[]}")));
    }

    @ParameterizedTest
    @EnumSource
    void respondsToEveryChangeAsDocumented(Situation situation) throws IOException {
        var scenarios = new ChangeScenarios(environment);
        Map<String, ChangeResult> documented = parseDocumentedAnswers(situation);
        assertThat(documented.keySet()).as("rows of %s", PAGE).containsExactlyInAnyOrderElementsOf(scenarios.names());
        scenarios.prepare();
        apply(situation);
        assertThat(scenarios.perform()).containsExactlyInAnyOrderEntriesOf(documented);
    }

    private void apply(Situation situation) {
        switch (situation) {
            case RELEASES_STOPPED ->
                TestServer.requireSuccess(environment.post("/releases/pause", Json.of("{'reason':'outage'}")));
            case FREEZE_WINDOW -> freeze(Instant.now().minusSeconds(3600));
            case EDITS_NEED_APPROVAL ->
                TestServer.requireSuccess(environment.put(
                        "/gate-policy", Json.of("{'editsRequireApproval':true,'requiredApprovals':1}")));
        }
    }

    private void freeze(Instant from) {
        TestServer.requireSuccess(server.put("/api/v1/freeze-windows", """
                {"windows":[{"name":"holidays","start":"%s","zone":"UTC","duration":"P2D","environments":["%s"]}]}""".formatted(
                LocalDateTime.ofInstant(from, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS), environment.name())));
    }

    private static Map<String, ChangeResult> parseDocumentedAnswers(Situation situation) throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("<!-- changes:"), page.indexOf("<!-- end of changes -->"));
        List<String[]> rows = table.lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.split("\\s*\\|\\s*"))
                .toList();
        Map<String, ChangeResult> documented = new LinkedHashMap<>();
        rows.forEach(cells -> documented.put(cells[1], ChangeResult.of(cells[situation.column])));
        assertThat(documented).as("no change is listed twice").hasSameSizeAs(rows);
        return documented;
    }

    @Test
    void rejectsChangeScheduledIntoFreezeWindow() {
        String flag = new RolloutScene(environment).flag;
        Instant window = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(2, ChronoUnit.DAYS);
        freeze(window);
        String change = Json.of("{'at':'%s','serve':'modern'}");
        String schedule = "/flags/" + flag + "/scheduled-changes";
        var refused = environment.post(schedule, change.formatted(window.plus(1, ChronoUnit.DAYS)));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("gates-closed", "freeze: holidays");
        TestServer.requireSuccess(environment.post(schedule, change.formatted(window.plus(3, ChronoUnit.DAYS))));
        TestServer.requireSuccess(environment.post(schedule, change.formatted(window.minus(1, ChronoUnit.DAYS))));
    }

    @Test
    void allowsEditPastGateNamedByOverride() {
        String flag = new RolloutScene(environment).flag;
        String edited = ChangeScenarios.flag("modern");
        apply(Situation.RELEASES_STOPPED);
        var refused = environment.put("/flags/" + flag, edited);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(TestServer.json(refused).path("detail").asString())
                .matches("Gates are closed for flag changes in environment " + environment.name() + ": " + flag
                        + ": release-pause: releases of environment " + environment.name()
                        + " were paused by admin at \\S+: outage\\. Nothing was changed\\.");
        override(flag, "freeze");
        assertThat(environment.put("/flags/" + flag, edited).statusCode()).isEqualTo(409);
        override(flag, "release-pause");
        TestServer.requireSuccess(environment.put("/flags/" + flag, edited));
    }

    @Test
    void allowsFlagCreationDuringFreezeWithNewFlagOverride() {
        TestServer.requireSuccess(environment.put("/flags/present", ChangeScenarios.flag("modern")));
        freeze(Instant.now().minusSeconds(3600));
        assertThat(environment
                        .put("/flags/rescue", ChangeScenarios.flag("modern"))
                        .body())
                .contains("gates-closed", "--new-flag");

        assertThat(createOverride("rescue", "freeze", false).statusCode()).isEqualTo(404);
        assertThat(createOverride("present", "freeze", true).statusCode()).isEqualTo(422);
        assertThat(createOverride("no%20key", "freeze", true).statusCode()).isEqualTo(422);
        TestServer.requireSuccess(createOverride("rescue", "freeze", true));

        TestServer.requireSuccess(environment.put("/flags/rescue", ChangeScenarios.flag("modern")));
        assertThat(environment
                        .put("/flags/another", ChangeScenarios.flag("modern"))
                        .body())
                .contains("gates-closed");
    }

    private void override(String flag, String gate) {
        TestServer.requireSuccess(createOverride(flag, gate, false));
    }

    private HttpResponse<String> createOverride(String flag, String gate, boolean newFlag) {
        return environment.post("/flags/" + flag + "/gate-overrides", """
                {"gate":"%s","changeClass":"hotfix","reason":"customers cannot pay","expiresAt":"%s","newFlag":%s}""".formatted(
                        gate, Instant.now().plus(1, ChronoUnit.HOURS), newFlag));
    }

    @Test
    void allowsFirstFlagOfEnvironmentWhileReleasesArePaused() {
        apply(Situation.RELEASES_STOPPED);
        TestServer.requireSuccess(environment.put("/flags/first", ChangeScenarios.flag("modern")));
        assertThat(environment
                        .put("/flags/second", ChangeScenarios.flag("modern"))
                        .body())
                .contains("gates-closed");
    }

    @Test
    void blocksOnlyEditsOfFlagsOwnedByPausedService() {
        String owned = new RolloutScene(environment).flag;
        String free = new RolloutScene(environment).flag;
        String service = "service-of-" + environment.name();
        TestServer.requireSuccess(server.put("/api/v1/services/" + service, """
                {"flags":[{"environment":"%s","flag":"%s"}]}""".formatted(environment.name(), owned)));
        TestServer.requireSuccess(
                environment.post("/releases/pause", Json.of("{'service':'%s','reason':'payments fail'}", service)));
        assertThat(environment
                        .put("/flags/" + owned, ChangeScenarios.flag("modern"))
                        .body())
                .contains("gates-closed", "payments fail");
        TestServer.requireSuccess(environment.put("/flags/" + free, ChangeScenarios.flag("modern")));
        TestServer.requireSuccess(
                environment.put("/gate-policy", Json.of("{'requiredGates':['approvals'],'reason':'no line'}")));
        TestServer.requireSuccess(environment.put("/flags/" + owned, ChangeScenarios.flag("modern")));
    }
}
