// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.DrillApi.DrillListResponse;
import dev.evenkeel.api.DrillApi.DrillResponse;
import dev.evenkeel.api.DrillApi.FreshnessResponse;
import dev.evenkeel.api.DrillApi.PhaseDurations;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.drill.CandidateRehearsalResult;
import dev.evenkeel.engine.drill.CandidateRehearsalRun;
import dev.evenkeel.engine.drill.DrillTimestamps;
import dev.evenkeel.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DrillCommandsTest {
    private static final String DRILLS = "/api/v1/environments/default/flags/core/drills";
    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    private static final DrillTimestamps COMPLETED = new DrillTimestamps(
            START,
            7,
            START.plusSeconds(1),
            START.plusSeconds(2),
            START.plusSeconds(3),
            8L,
            START.plusSeconds(4),
            START.plusSeconds(5),
            START.plusSeconds(9));

    @RegisterExtension
    private final StubServer server = new StubServer();

    private static DrillResponse drill(
            DrillTimestamps timestamps,
            @Nullable CandidateRehearsalRun rehearsal,
            boolean withinExpectedTime,
            @Nullable String failureReason) {
        return new DrillResponse(
                "drill-1",
                2,
                "classic",
                "anna",
                "",
                Duration.ofSeconds(10),
                timestamps,
                rehearsal,
                new PhaseDurations(300, rehearsal == null ? 0 : 80, 40, 60, 600, 1_000),
                withinExpectedTime,
                failureReason);
    }

    /* The start of a drill gets a drill without an end, and the list of drills contains the given one. */
    private void respondWith(DrillResponse drill) {
        server.on("POST", DRILLS).respond(drill(DrillTimestamps.ofStart(START, 7), null, true, null));
        server.on("GET", DRILLS).respond(new DrillListResponse(null, List.of(drill)));
    }

    @Test
    void runWaitsForDrillAndPrintsResult() {
        respondWith(drill(COMPLETED, null, true, null));
        CliResult result = server.run("drill", "run", "core", "--reason", "before the season");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsExactly("Drill drill-1 passed: all processes rolled back after 1,000 ms, expected PT10S"
                        + " (detection 300 ms, decision 40 ms, propagation 60 ms, drain 600 ms). The candidate wrote"
                        + " nothing.");
        assertThat(server.requests().getFirst())
                .isEqualTo(Json.of("POST " + DRILLS + " {'reason':'before the season'}"));
    }

    @Test
    void runReturns1WhenDrillIsSlow() {
        respondWith(drill(COMPLETED, null, false, null));
        assertThat(server.run("drill", "run", "core").exitCode()).isEqualTo(1);
    }

    @Test
    void runReturns1AndPrintsReasonWhenDrillFails() {
        respondWith(drill(COMPLETED, null, false, "no outcome arrived within 90 s"));
        CliResult result = server.run("drill", "run", "core");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .containsExactly("Drill drill-1 started.", "Drill drill-1 failed: no outcome arrived within 90 s.");
    }

    @Test
    void runPrintsFailedDrillAsJson() {
        respondWith(drill(COMPLETED, null, false, "no outcome arrived within 90 s"));
        CliResult result = server.run("drill", "run", "core", "--json");
        assertThat(result.out()).singleElement().asString().contains("no outcome arrived within 90 s");
    }

    @Test
    void runReportsWritesOfCandidate() {
        var rehearsal = new CandidateRehearsalRun(
                URI.create("http://payments.example/drills/rehearsal"),
                "modern",
                List.of("S-1", "S-2"),
                START.plusSeconds(2),
                START.plusSeconds(3),
                new CandidateRehearsalResult(new CandidateRehearsalResult.WriteReadUndoCounts(2, 2, 2), null));
        respondWith(drill(COMPLETED, rehearsal, true, null));
        assertThat(server.run("drill", "run", "core").out().getFirst())
                .endsWith(" 2 synthetic keys: candidate wrote 2, control read 2, undone 2, in 80 ms.");
    }

    @Test
    void listShowsWhetherDrillIsValid() {
        server.on("GET", DRILLS)
                .respond(new DrillListResponse(
                        new FreshnessResponse(true, "rehearsed at ten", null),
                        List.of(drill(COMPLETED, null, true, null))));
        assertThat(server.run("drill", "list", "core").out())
                .containsExactly(
                        "Valid drill: rehearsed at ten.",
                        "",
                        "ID       STARTED               PLAN  STAGE    DETECTION  DECISION  PROPAGATION  DRAIN   TOTAL"
                                + "     RESULT",
                        "drill-1  2026-11-25T10:00:00Z  2     classic  300 ms     40 ms     60 ms        600 ms  1,000"
                                + " ms  passed");
    }

    @Test
    void listReportsMissingRollbackPlan() {
        server.on("GET", DRILLS).respond(new DrillListResponse(null, List.of()));
        assertThat(server.run("drill", "list", "core").out())
                .containsExactly("No rollback plan. To create one: ./evenkeel rollback-plan update FLAG FILE");
    }
}
