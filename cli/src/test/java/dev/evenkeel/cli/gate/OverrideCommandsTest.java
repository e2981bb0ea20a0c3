// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OverrideCommandsTest {
    private static final FlagGateOverride OVERRIDE = new FlagGateOverride(
            "default",
            "core",
            new GateOverride(
                    "go-1",
                    "release-pause",
                    "anna",
                    "the repair",
                    "hotfix",
                    Instant.parse("2026-12-01T10:00:00Z"),
                    Instant.parse("2026-12-01T18:00:00Z")));

    @RegisterExtension
    private final StubServer server = new StubServer();

    private CliResult create(String... options) {
        server.on("POST", "/api/v1/environments/default/flags/core/gate-overrides")
                .respond(OVERRIDE);
        Stream<String> command = Stream.of(
                "override", "create", "core", "--gate", "release-pause", "--class", "hotfix", "--reason", "the repair");
        return server.run(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
    }

    @Test
    void createsOverrideWithEnd() {
        assertThat(create("--expires-at", "2026-12-01T18:00:00Z").out())
                .containsExactly(
                        "Override go-1 created: gate release-pause does not block core until 2026-12-01T18:00:00Z."
                                + " To revoke it: ./evenkeel override revoke go-1");
        assertThat(server.requests()).containsExactly(Json.of("""
                        POST /api/v1/environments/default/flags/core/gate-overrides {'gate':'release-pause',\
                        'changeClass':'hotfix','reason':'the repair','expiresAt':'2026-12-01T18:00:00Z'}"""));
    }

    @Test
    void createsOverrideWithDuration() {
        create("--expires-in", "PT2H");
        assertThat(server.lastRequest()).containsPattern("\"expiresAt\":\"2\\d{3}-\\S+Z\"");
    }

    @Test
    void requiresExpiry() {
        assertThat(create().exitCode()).isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void listsOverrides() {
        server.on("GET", "/api/v1/environments/default/gate-overrides").respond(List.of(OVERRIDE));
        assertThat(server.run("override", "list").out().getLast())
                .isEqualTo(
                        "go-1  core  release-pause  hotfix  anna  2026-12-01 10:00:00Z  2026-12-01 18:00:00Z  the repair");
    }

    @Test
    void revokesOverride() {
        assertThat(server.run("override", "revoke", "go-1").out()).containsExactly("Override go-1 revoked.");
        assertThat(server.lastRequest()).startsWith("DELETE /api/v1/environments/default/gate-overrides/go-1");
    }
}
