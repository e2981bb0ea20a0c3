// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands about drills, against a server that says what it is to say.
class DrillCommandsTest {
    private static final String PLAN = """
        {"version":2,"owner":"payments","trigger":"errors","steps":["abort","tell support"],
         "dataCompatibility":"readable","pointOfNoReturn":"never","expectedTime":"PT10S","validDays":30,
         "code":[],"controlCode":null,"schema":[],"syntheticKeys":[],"rehearsal":null}\
        """;
    private static final String MEASURED = """
        {"id":"drill-1","planVersion":2,"stage":"classic","startedBy":"anna","reason":"","expectedTime":"PT10S",
         "timestamps":{"startedAt":"2026-11-25T10:00:00Z","revision":7,"activeAt":"2026-11-25T10:00:01Z",
           "firstOutcomeAt":"2026-11-25T10:00:02Z","decidedAt":"2026-11-25T10:00:03Z","rollbackRevision":8,
           "rolledBackAt":"2026-11-25T10:00:04Z","lastOutcomeAt":"2026-11-25T10:00:05Z",
           "endedAt":"2026-11-25T10:00:09Z"},
         "rehearsal":null,
         "times":{"detectionMillis":300,"rehearsalMillis":0,"decisionMillis":40,"propagationMillis":60,
                  "drainMillis":600,"totalMillis":1000},
         "withinExpectedTime":true,"failureReason":null}\
        """;
    private static final String STARTED =
            MEASURED.replace(Json.of("'endedAt':'2026-11-25T10:00:09Z'"), Json.of("'endedAt':null"));

    private HttpServer server;
    private String answer = "";
    private final List<String> asked = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean posted = exchange.getRequestMethod().equals("POST");
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = (posted ? STARTED : answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void runWaitsForDrillAndPrintsResult() {
        answer = Json.of("{'status':null,'drills':[%s]}", MEASURED);
        CliResult result = run("drill", "run", "core", "--reason", "before the season");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly("Drill drill-1 passed: all processes rolled back after 1000 ms, expected PT10S"
                        + " (detection 300 ms, decision 40 ms, propagation 60 ms, drain 600 ms). The candidate wrote"
                        + " nothing.");
        assertThat(asked.getFirst())
                .isEqualTo(
                        Json.of("POST /api/v1/environments/default/flags/core/drills {'reason':'before the season'}"));
    }

    @Test
    void runReturns1WhenDrillIsSlowOrFails() {
        answer = Json.of(
                "{'status':null,'drills':[%s]}",
                MEASURED.replace(Json.of("'withinExpectedTime':true"), Json.of("'withinExpectedTime':false")));
        assertThat(run("drill", "run", "core").exitCode()).isEqualTo(1);
        answer = answer.replace(Json.of("'failureReason':null"), Json.of("'failureReason':'no outcome arrived within 90 s'"));
        CliResult result = run("drill", "run", "core");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .containsExactly("Drill drill-1 started.", "Drill drill-1 failed: no outcome arrived within 90 s.");
        CliResult json = run("drill", "run", "core", "--json");
        assertThat(json.out()).singleElement().asString().contains("no outcome arrived within 90 s");
    }

    @Test
    void listShowsWhetherDrillIsValid() {
        answer = Json.of("{'status':{'fresh':true,'reason':'rehearsed at ten','until':null},'drills':[%s]}", MEASURED);
        assertThat(run("drill", "list", "core").out())
                .containsExactly(
                        "Valid drill: rehearsed at ten.",
                        "",
                        "ID       STARTED               PLAN  STAGE    DETECTION  DECISION  PROPAGATION  DRAIN   TOTAL"
                                + "    RESULT",
                        "drill-1  2026-11-25T10:00:00Z  2     classic  300 ms     40 ms     60 ms        600 ms  1000"
                                + " ms  passed");
        answer = Json.of("{'status':null,'drills':[]}");
        assertThat(run("drill", "list", "core").out())
                .containsExactly("No rollback plan. To create one: ./evenkeel rollback-plan update FLAG FILE");
    }

    @Test
    void updatesRollbackPlanFromFile() throws IOException {
        answer = PLAN;
        Path file = Files.writeString(directory.resolve("rollback.yaml"), "owner: payments\nsteps: [abort]\n");
        assertThat(run("rollback-plan", "update", "core", file.toString()).out())
                .containsExactly(
                        "Version:             2",
                        "Owner:               payments",
                        "Trigger:             errors",
                        "Step 1:              abort",
                        "Step 2:              tell support",
                        "Data:                readable",
                        "Point of no return:  never",
                        "Expected time:       PT10S",
                        "Drill validity:      30 days",
                        "Rehearsal:           none, drills write nothing through the candidate");
        assertThat(asked.getFirst())
                .startsWith("PUT /api/v1/environments/default/flags/core/rollback-plan {")
                .contains("\"payments\"");
        run("rollback-plan", "show", "core");
        assertThat(asked.getLast()).startsWith("GET /api/v1/environments/default/flags/core/rollback-plan");
    }

    @Test
    void showsSchemaStepsAndRehearsalOfPlan() {
        answer = PLAN.substring(0, PLAN.indexOf("\"code\"")) + """
            "code":["v1","v2"],"controlCode":"v1","schema":[
             {"kind":"expand","description":"add column","oldestReader":"v1","change":null,
              "completedAt":"2026-11-25T10:00:00Z"},
             {"kind":"contract","description":"drop column","oldestReader":"v2","change":"drop-it","completedAt":null}],
            "syntheticKeys":["S-1","S-2"],"rehearsal":"http://payments.example/drills/rehearsal"}\
            """;
        assertThat(run("rollback-plan", "show", "core").out())
                .endsWith(
                        "Code:                v1, v2 (oldest first); a rollback restores v1",
                        "Schema 1:            expand: add column; read by v1 and newer; done 2026-11-25T10:00:00Z",
                        "Schema 2:            contract: drop column, separate change: drop-it; read by v2 and newer;"
                                + " not done",
                        "Synthetic keys:      S-1, S-2",
                        "Rehearsal:           http://payments.example/drills/rehearsal");
    }

    @Test
    void runReportsWritesOfCandidate() {
        answer = Json.of(
                "{'status':null,'drills':[%s]}",
                MEASURED.replace(Json.of("'rehearsalMillis':0"), Json.of("'rehearsalMillis':80"))
                        .replace(Json.of("'rehearsal':null"), """
                            "rehearsal":{"address":"http://payments.example/drills/rehearsal","variant":"modern",
                             "keys":["S-1","S-2"],"requestedAt":"2026-11-25T10:00:02Z",
                             "respondedAt":"2026-11-25T10:00:03Z",
                             "result":{"counts":{"written":2,"readByControl":2,"undone":2},"problem":null}}\
                            """));
        assertThat(run("drill", "run", "core").out().getFirst())
                .endsWith(" 2 synthetic keys: candidate wrote 2, control read 2, undone 2, in 80 ms.");
    }

    private CliResult run(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                "--token",
                "TOKEN",
                "--server",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        return CliResult.of(arguments.toArray(String[]::new));
    }
}
