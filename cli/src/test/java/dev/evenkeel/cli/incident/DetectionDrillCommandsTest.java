// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.DetectionDrillApi.BeforeAfterPhase;
import dev.evenkeel.api.DetectionDrillApi.BeforeOrAfterDrillStats;
import dev.evenkeel.api.DetectionDrillApi.CauseDetectionStats;
import dev.evenkeel.api.DetectionDrillApi.ChannelDetection;
import dev.evenkeel.api.DetectionDrillApi.DetectionDrillResponse;
import dev.evenkeel.api.DetectionDrillApi.DetectionSummaryByCauseResponse;
import dev.evenkeel.api.DetectionDrillApi.DetectionTimeQuantile;
import dev.evenkeel.api.DetectionDrillApi.DetectionTimeStats;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.engine.detection.DetectionSignal;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DetectionDrillCommandsTest {
    private static final Instant INJECTED = Instant.parse("2026-11-25T18:00:00Z");
    private static final DetectionDrillResponse DRILL = new DetectionDrillResponse(
            "d-1",
            "payments",
            "pool too small",
            BeforeAfterPhase.BEFORE,
            INJECTED,
            Instant.parse("2026-11-25T18:05:00Z"),
            Instant.parse("2026-11-25T18:20:00Z"),
            "",
            new ChannelDetection(DetectionDrillResult.State.DETECTED, 540.0),
            new ChannelDetection(DetectionDrillResult.State.NOT_DETECTED, null),
            List.of(new DetectionSignal(
                    DetectionSignal.Kind.BURN_PAGE,
                    Instant.parse("2026-11-25T18:09:00Z"),
                    null,
                    "slo-alert:7",
                    "pay burns")),
            List.of());

    @RegisterExtension
    private final StubServer server = new StubServer();

    private CliResult drill(String... arguments) {
        return server.run(Stream.concat(Stream.of("detection-drill"), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void createsDetectionDrillAndShowsResult() {
        server.on("POST", "/api/v1/detection-drills").respond(DRILL);
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
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/detection-drills {'service':'payments','cause':'pool too small',\
                        'phase':'before','injectedAt':'2026-11-25T18:00:00Z'}"""));
        assertThat(result.out())
                .containsExactly(
                        "d-1: pool too small in payments, before the fix",
                        "injected 2026-11-25 18:00:00Z, ended 2026-11-25 18:05:00Z, detection window until"
                                + " 2026-11-25 18:20:00Z",
                        "by alert: after 9 min; by guard: not detected",
                        "  2026-11-25 18:09:00Z  burn page slo-alert:7: pay burns");
    }

    @Test
    void endsDrill() {
        server.respond(DRILL);
        drill("end", "d-1", "--at", "2026-11-25T18:05:00Z");
        assertThat(server.requests())
                .containsExactly(Json.of("POST /api/v1/detection-drills/d-1/end {'endedAt':'2026-11-25T18:05:00Z'}"));
    }

    @Test
    void requestsDrill() {
        server.respond(DRILL);
        drill("show", "d-1");
        assertThat(server.requests()).containsExactly("GET /api/v1/detection-drills/d-1");
    }

    @Test
    void listsDrills() {
        server.on("GET", "/api/v1/detection-drills").respond(List.of(DRILL));
        assertThat(drill("list", "--service", "payments").out())
                .containsExactly(
                        "ID   SERVICE   CAUSE           PHASE   INJECTED              BY ALERT     BY GUARD",
                        "d-1  payments  pool too small  before  2026-11-25 18:00:00Z  after 9 min  not detected");
    }

    @Test
    void rejectsIncompleteDrill() {
        assertThat(drill().exitCode()).isEqualTo(2);
        assertThat(drill("create", "--service", "payments").exitCode()).isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void summaryShowsRequiredDrillCounts() {
        var byAlert = new DetectionTimeStats(1, 0, 0, 0, List.of(540.0), quantile(540.0, 5), quantile(540.0, 29));
        var byGuard = new DetectionTimeStats(0, 0, 1, 0, List.of(), quantile(null, 5), quantile(null, 29));
        var none = new DetectionTimeStats(0, 0, 0, 0, List.of(), quantile(null, 5), quantile(null, 29));
        server.respond(new DetectionSummaryByCauseResponse(
                0.9,
                List.of(new CauseDetectionStats(
                        "pool too small",
                        new BeforeOrAfterDrillStats(1, byAlert, byGuard),
                        new BeforeOrAfterDrillStats(0, none, none)))));
        assertThat(drill("summary").out())
                .containsExactly(
                        "CAUSE           PHASE   BY     DETECTED        MEDIAN                              P90"
                                + "                                  TIMES",
                        "pool too small  before  alert  1 of 1          9 min (interval requires 5 drills)  9 min"
                                + " (interval requires 29 drills)  9 min",
                        "pool too small  before  guard  0 of 0, 1 open  -                                   -",
                        "90% intervals. Undetected faults count as detected later than all others.");
    }

    private static DetectionTimeQuantile quantile(@Nullable Double seconds, int requiredCount) {
        return new DetectionTimeQuantile(seconds, null, null, requiredCount);
    }
}
