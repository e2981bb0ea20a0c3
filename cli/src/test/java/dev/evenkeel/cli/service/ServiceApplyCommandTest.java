// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class ServiceApplyCommandTest {
    @RegisterExtension
    private final StubServer server = new StubServer();

    @TempDir
    private Path folder;

    @Test
    void appliesServicesFromBackstageFile() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog-info.yaml"), """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: payments}
                spec: {owner: group:money, dependsOn: ["component:ledger", "resource:queue"]}
                """);
        server.on("PUT", "/api/v1/services")
                .respond(List.of(new Service("payments", "", "money", "", 3, List.of("ledger"), List.of(), null)));
        CliResult result = server.run("service", "apply", file.toString(), "--reason", "moved in");
        assertThat(result.exitCode()).isZero();
        assertThat(server.requests()).containsExactly(Json.of("""
                        PUT /api/v1/services?reason=moved%20in {'services':{'payments':{'owner':'money',\
                        'dependsOn':['ledger']}}}"""));
        assertThat(result.err()).contains("resource:queue, which is not a component; skipped");
        assertThat(result.out())
                .containsExactly(
                        "SERVICE   TIER  OWNER  FAILURE COST  DEPENDS ON  FLAGS",
                        "payments  3     money  -             ledger      -");
    }

    @Test
    void rejectsInvalidFileWithoutRequest() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "services: {a: {tier: 9}}");
        CliResult result = server.run("service", "apply", file.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("/0/services/a/tier: must be 1 to 4, got 9");
        assertThat(server.requests()).isEmpty();
    }
}
