// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.foundation.web.RequestBodySizeLimit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The files in the folder `deploy` and the container image start a server of this version.
class DeploymentTest {
    private static final Path DEPLOY = Path.of("../deploy");

    @Test
    void systemdUnitUsesValidServerOptions() throws IOException {
        String unit = Files.readString(DEPLOY.resolve("evenkeel.service")).replace("\\\n", " ");
        String start = Pattern.compile("ExecStart=(.*)")
                .matcher(unit)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        List<String> words = List.of(start.strip().split("\\s+"));
        assertThat(words.getFirst()).isEqualTo("/opt/evenkeel/bin/evenkeel-server");
        ServerStartOptions options = ServerCommandLineParser.parse(words.subList(1, words.size()), Map.of());
        assertThat(options.publicUrl()).isEqualTo(URI.create("https://evenkeel.example"));
        assertThat(Objects.requireNonNull(options.databaseUrl())).doesNotContain("password");
        assertThat(options.adminToken()).isNull();
        assertThat(unit).contains("StateDirectory=evenkeel evenkeel-witness", "ProtectSystem=strict");
    }

    @Test
    void nginxBodyLimitsMatchServerLimits() throws IOException {
        String conf = Files.readString(DEPLOY.resolve("nginx.conf"));
        assertThat(proxied(conf, "/login")).isEqualTo(RequestBodySizeLimit.UNAUTHENTICATED.bytes());
        assertThat(proxied(conf, "/login/invitation")).isEqualTo(RequestBodySizeLimit.UNAUTHENTICATED.bytes());
        assertThat(proxied(conf, "/flags/default/core/check")).isBetween(RequestBodySizeLimit.FORM.bytes(), 2 << 20);
        List<String> paths = List.of(
                "/sdk/v1/outcomes",
                "/sdk/v1/calls",
                "/sdk/v1/usage",
                "/sdk/v1/acks",
                "/ofrep/v1/evaluate/flags",
                "/api/v1/environments/default/flags",
                "/api/v1/alerts/alertmanager",
                "/api/v1/incidents/import",
                "/api/v1/work-items",
                "/api/v1/manifests",
                "/api/v1/decision-records",
                "/api/v1/code-references",
                "/api/v1/services/payments/sbom-diff",
                "/api/v1/changes",
                "/api/v1/incidents",
                "/api/v1/rollouts");
        for (String path : paths) {
            int served = RequestBodySizeLimit.forPath(path).bytes();
            assertThat(proxied(conf, path)).as(path).isBetween(served, served + served / 10);
        }
    }

    /* The limit of the first nginx location that matches, or the general limit. */
    private static int proxied(String conf, String path) {
        return Pattern.compile("location ~ (\\S+) \\{([^}]*)}")
                .matcher(conf)
                .results()
                .filter(location ->
                        Pattern.compile(location.group(1)).matcher(path).find())
                .findFirst()
                .map(location -> bound(location.group(2)))
                .orElseGet(() -> bound(conf));
    }

    private static int bound(String lines) {
        Matcher bound = Pattern.compile("client_max_body_size (\\d+)([km]);").matcher(lines);
        assertThat(bound.find()).as(lines).isTrue();
        return Integer.parseInt(bound.group(1)) << (bound.group(2).equals("m") ? 20 : 10);
    }

    @Test
    void containerEntrypointUsesValidServerOptions() throws IOException {
        String entry = Pattern.compile("image_entrypoint=\"(.*)\"")
                .matcher(Files.readString(Path.of("../launcher/image.sh")))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        List<String> words = List.of(entry.split(" "));
        assertThat(words.getFirst()).isEqualTo("/opt/evenkeel/bin/evenkeel-server");
        ServerStartOptions options = ServerCommandLineParser.parse(words.subList(1, words.size()), Map.of());
        assertThat(options.host()).isEqualTo("0.0.0.0");
        assertThat(options.dataFolder()).isEqualTo(Path.of("/data"));
    }
}
