// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Detection drills, coverage and checks of follow-ups.
class DetectionDrillCommandsTest {
    private static final String DRILL = """
            {"id":"d-1","service":"payments","cause":"pool too small","phase":"before",
             "injectedAt":"2026-11-25T18:00:00Z","endedAt":"2026-11-25T18:05:00Z","deadline":"2026-11-25T18:20:00Z",
             "note":"","byAlert":{"state":"DETECTED","afterSeconds":540.0},"byGuard":{"state":"NOT_DETECTED",
             "afterSeconds":null},"signalsBeforeInjection":[],"signals":[{"kind":"BURN_PAGE","at":"2026-11-25T18:09:00Z","until":null,
             "name":"slo-alert:7","summary":"pay burns"}]}""";

    private StubServer server;
    private String answer = DRILL;

    @BeforeEach
    void start() throws IOException {
        server = StubServer.start(address -> answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CliResult run(String... arguments) {
        return server.run(
                Stream.concat(Stream.of("incident"), Stream.of(arguments)).toArray(String[]::new));
    }

    private CliResult drill(String... arguments) {
        return server.run(Stream.concat(Stream.of("detection-drill"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void createsDetectionDrillAndShowsResult() {
        CliResult result = drill(
                "create",
                "--service",
                "payments",
                "--cause",
                "pool too small",
                "--phase",
                "before",
                "--from",
                "2026-11-25T18:00:00Z");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(server.asked())
                .containsExactly(Json.of("POST /api/v1/detection-drills {'service':'payments','cause':'pool too small'," + "'phase':'before','injectedAt':'2026-11-25T18:00:00Z'}"));
        assertThat(result.out())
                .containsExactly(
                        "d-1: pool too small in payments, before the fix",
                        "injected 2026-11-25 18:00:00Z, ended 2026-11-25 18:05:00Z, detection window until"
                                + " 2026-11-25 18:20:00Z",
                        "by alert: after 9.0 min; by guard: not detected",
                        "  2026-11-25 18:09:00Z  burn page slo-alert:7: pay burns");
        server.asked().clear();
        drill("end", "d-1", "--at", "2026-11-25T18:05:00Z");
        drill("show", "d-1");
        assertThat(server.asked())
                .containsExactly(
                        Json.of("POST /api/v1/detection-drills/d-1/end {'endedAt':'2026-11-25T18:05:00Z'}"),
                        "GET /api/v1/detection-drills/d-1");
        answer = "[" + DRILL + "]";
        assertThat(drill("list", "--service", "payments").out())
                .containsExactly(
                        "ID   SERVICE   CAUSE           PHASE   INJECTED              BY ALERT       BY GUARD",
                        "d-1  payments  pool too small  before  2026-11-25 18:00:00Z  after 9.0 min  not detected");
        assertThat(drill().exitCode()).isEqualTo(2);
        assertThat(drill("create", "--service", "payments").exitCode()).isEqualTo(2);
    }

    @Test
    void summaryShowsRequiredDrillCounts() {
        answer = """
                {"level":0.9,"causes":[{"cause":"pool too small",
                 "before":{"drills":1,"byAlert":{"detected":1,"notDetected":0,"open":0,"inconclusive":0,"seconds":[540.0],
                   "median":{"seconds":540.0,"low":null,"high":null,"requiredCount":5},
                   "p90":{"seconds":540.0,"low":null,"high":null,"requiredCount":29}},
                  "byGuard":{"detected":0,"notDetected":0,"open":1,"inconclusive":0,"seconds":[],
                   "median":{"seconds":null,"low":null,"high":null,"requiredCount":5},
                   "p90":{"seconds":null,"low":null,"high":null,"requiredCount":29}}},
                 "after":{"drills":0,"byAlert":{"detected":0,"notDetected":0,"open":0,"inconclusive":0,"seconds":[],
                   "median":{"seconds":null,"low":null,"high":null,"requiredCount":5},
                   "p90":{"seconds":null,"low":null,"high":null,"requiredCount":29}},
                  "byGuard":{"detected":0,"notDetected":0,"open":0,"inconclusive":0,"seconds":[],
                   "median":{"seconds":null,"low":null,"high":null,"requiredCount":5},
                   "p90":{"seconds":null,"low":null,"high":null,"requiredCount":29}}}}]}""";
        assertThat(drill("summary").out())
                .containsExactly(
                        "CAUSE           PHASE   BY     DETECTED        MEDIAN                                P90"
                                + "                                    TIMES",
                        "pool too small  before  alert  1 of 1          9.0 min (interval requires 5 drills)  9.0 min"
                                + " (interval requires 29 drills)  9.0 min",
                        "pool too small  before  guard  0 of 0, 1 open  -                                     -",
                        "90% intervals. Undetected faults count as detected later than all others.");
    }

    @Test
    void createsAndRunsFollowUpChecks() {
        run(
                "follow-up",
                "create",
                "i-1",
                "--what",
                "w",
                "--owner",
                "ann",
                "--due",
                "2026-12-01",
                "--expected",
                "e",
                "--verify",
                "objective",
                "slo=pay",
                "burn=1",
                "window=PT1H");
        run("follow-up", "complete", "i-1", "1", "--evidence", "seen", "--without-check", "it is broken");
        assertThat(server.asked())
                .containsExactly(
                        Json.of(
                                "POST /api/v1/incidents/i-1/follow-ups {'description':'w','owner':'ann','dueDate':'2026-12-01',"
                                        + "'expectedEffect':'e','check':{'kind':'OBJECTIVE','parameters':{'slo':'pay',"
                                        + "'burn':'1','window':'PT1H'}}}"),
                        Json.of("POST /api/v1/incidents/i-1/follow-ups/1/complete {'evidence':'seen',"
                                + "'skipCheckReason':'it is broken'}"));
        answer = """
                {"number":1,"verdict":"FAILED","reason":"the burn rate is 3","evidence":[],"checkedAt":"2026-11-25T18:00:00Z",
                 "since":"2026-11-25T17:00:00Z"}""";
        CliResult failing = run("follow-up", "check", "i-1", "1");
        assertThat(failing.exitCode()).isEqualTo(1);
        assertThat(failing.out())
                .containsExactly("check of follow-up 1: failed since 2026-11-25 17:00:00Z, the burn rate is 3");
        answer = answer.replace("FAILED", "PASSED");
        assertThat(run("follow-up", "check", "i-1", "1").exitCode()).isZero();
    }

    @Test
    void showsQuarterlyTrendsWithIntervals() {
        answer = """
                {"currency":"CHF","assumptions":["one","two"],"quarters":[
                 {"quarter":"2026Q3","from":"2026-07-01","elapsed":1.0,"nearMisses":1,
                  "incidents":{"sum":2,"unknown":0,"average":2,"low":0.2422,"high":7.2247},
                  "minutes":{"sum":110,"unknown":0,"average":110,"low":9.1,"high":441.7},
                  "money":{"sum":300,"unknown":1,"average":300,"low":7.6,"high":1671},
                  "minutesPerIncident":[20,90],"medianMinutes":{"median":20,"low":null,"high":null,"requiredCount":6}},
                 {"quarter":"2026Q4","from":"2026-10-01","elapsed":0.5,"nearMisses":0,
                  "incidents":{"sum":0,"unknown":0,"average":0,"low":0,"high":7.378},
                  "minutes":{"sum":0,"unknown":0,"average":0,"low":0,"high":null},
                  "money":{"sum":0,"unknown":0,"average":0,"low":0,"high":null},
                  "minutesPerIncident":[],"medianMinutes":{"median":null,"low":null,"high":null,"requiredCount":6}}]}""";
        CliResult result = run("trends", "--quarters", "2", "--service", "payments");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(server.asked()).containsExactly("GET /api/v1/incidents/quarters?quarters=2&service=payments");
        assertThat(result.out())
                .containsExactly(
                        "QUARTER               INCIDENTS       NEAR MISSES  MINUTES           CHF"
                                + "                            MINUTES EACH",
                        "2026Q3                2 (0.2 to 7.2)  1            110 (9.1 to 442)  300 (7.6 to 1,671), 1 unknown"
                                + "  20, 90",
                        "2026Q4 (50% elapsed)  0 (0 to 7.4)    0            0 (0 to ?)        0 (0 to ?)",
                        "",
                        "Assumptions:",
                        "  one",
                        "  two");
    }
}
