// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The files under docs/deploy start a server of this version.
class DeploymentTest {
    private static final Path DEPLOY = Path.of("../docs/deploy");

    @Test
    void theUnitGivesOptionsThatTheServerKnows() throws IOException {
        String unit = Files.readString(DEPLOY.resolve("evenkeel.service")).replace("\\\n", " ");
        String start = Pattern.compile("ExecStart=(.*)")
                .matcher(unit)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        List<String> words = List.of(start.strip().split("\\s+"));
        assertThat(words.getFirst()).isEqualTo("/opt/evenkeel/bin/evenkeel-server");
        ServerOptions options = CommandLine.parse(words.subList(1, words.size()), Map.of());
        assertThat(options.publicUrl()).isEqualTo(URI.create("https://evenkeel.example"));
        assertThat(Objects.requireNonNull(options.databaseUrl())).doesNotContain("password");
        assertThat(options.adminToken()).isNull();
        assertThat(unit).contains("StateDirectory=evenkeel evenkeel-witness", "ProtectSystem=strict");
    }

    @Test
    void theContainerGivesOptionsThatTheServerKnows() throws IOException {
        String file = Files.readString(DEPLOY.resolve("Containerfile"));
        String entry = file.substring(file.indexOf("ENTRYPOINT"));
        List<String> words = new ArrayList<>(Pattern.compile("\"([^\"]*)\"")
                .matcher(entry)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList());
        assertThat(words.removeFirst()).isEqualTo("/opt/evenkeel/bin/evenkeel-server");
        assertThat(CommandLine.parse(words, Map.of()).host()).isEqualTo("0.0.0.0");
        assertThat(file).contains("USER evenkeel");
    }
}
