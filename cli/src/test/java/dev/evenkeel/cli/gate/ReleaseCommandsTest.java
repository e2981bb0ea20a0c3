// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.ReleasePauseApi.ReleasePauseListResponse;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.gate.ReleasePause;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReleaseCommandsTest {
    private static final String RELEASES = "/api/v1/environments/prod/releases";

    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void pausesReleasesOfServiceAndListsPauses() {
        server.on("POST", RELEASES + "/pause")
                .respond(new ReleasePauseListResponse(
                        "prod",
                        List.of(
                                new ReleasePause("prod", null, "anna", "outage", Instant.parse("2026-11-25T10:00:00Z")),
                                new ReleasePause(
                                        "prod", "mail", "ben", "disk", Instant.parse("2026-11-25T11:00:00.5Z")))));
        assertThat(server.run("release", "pause", "--service", "mail", "--reason", "disk", "--environment", "prod")
                        .out())
                .containsExactly(
                        "SERVICE       PAUSED                USER  REASON",
                        "all services  2026-11-25 10:00:00Z  anna  outage",
                        "mail          2026-11-25 11:00:00Z  ben   disk");
        assertThat(server.requests())
                .containsExactly(Json.of("POST " + RELEASES + "/pause {'service':'mail','reason':'disk'}"));
    }

    @Test
    void resumesReleases() {
        server.on("POST", RELEASES + "/resume").respond(new ReleasePauseListResponse("prod", List.of()));
        assertThat(server.run("release", "resume", "--reason", "over", "--environment", "prod")
                        .out())
                .containsExactly("No releases are paused in environment prod.");
        assertThat(server.requests()).containsExactly(Json.of("POST " + RELEASES + "/resume {'reason':'over'}"));
    }

    @Test
    void showsStatusOfEnvironment() {
        server.respond(new ReleasePauseListResponse("prod", List.of()));
        server.run("release", "status", "--environment", "prod");
        assertThat(server.requests()).containsExactly("GET /api/v1/environments/prod/release-pauses");
    }
}
