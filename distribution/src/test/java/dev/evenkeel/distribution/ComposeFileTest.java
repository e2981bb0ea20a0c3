// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.files.yaml.YamlCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Compose file in the folder deploy.
final class ComposeFileTest {
    private static final Path FOLDER = Path.of("..", "deploy");
    private static final String FILE = "compose.yaml";
    private static final Set<String> OF_SERVICES = Set.of(
            "image",
            "restart",
            "depends_on",
            "environment",
            "secrets",
            "volumes",
            "ports",
            "read_only",
            "tmpfs",
            "cap_drop",
            "security_opt",
            "mem_limit",
            "shm_size",
            "stop_grace_period",
            "healthcheck");

    private static JsonNode file() throws IOException {
        return JsonMapper.shared().readTree(YamlCodec.toJson(Files.readString(FOLDER.resolve(FILE))));
    }

    private static JsonNode server() throws IOException {
        return file().path("services").path("server");
    }

    private static Map<String, String> environment(JsonNode service) {
        return service.path("environment").propertyStream().collect(Collectors.toMap(Map.Entry::getKey, variable -> {
            assertThat(variable.getValue().isString()).as(variable.getKey()).isTrue();
            return variable.getValue().asString();
        }));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void hasOnlyElementsOfTheComposeSpecification() throws IOException {
        assertThat(file().propertyNames())
                .containsExactlyInAnyOrder("name", "services", "networks", "volumes", "secrets");
        assertThat(file().path("services").propertyNames()).containsExactlyInAnyOrder("server", "postgres");
        file().path("services").forEach(service -> {
            assertThat(OF_SERVICES).containsAll(service.propertyNames());
            assertThat(Set.of("test", "interval", "timeout", "retries", "start_period"))
                    .containsAll(service.path("healthcheck").propertyNames());
        });
    }

    @Test
    void usesOnlyWhatItDeclares() throws IOException {
        JsonNode compose = file();
        compose.path("services").forEach(service -> {
            assertThat(compose.path("secrets").propertyNames()).containsAll(texts(service.path("secrets")));
            assertThat(compose.path("volumes").propertyNames())
                    .containsAll(texts(service.path("volumes")).stream()
                            .map(volume -> volume.split(":")[0])
                            .toList());
            assertThat(texts(service.path("secrets")).stream().map(secret -> "/run/secrets/" + secret))
                    .containsAll(environment(service).values().stream()
                            .filter(value -> value.startsWith("/run/secrets/"))
                            .toList());
        });
        assertThat(compose.path("services").propertyNames())
                .containsAll(server().path("depends_on").propertyNames());
    }

    @Test
    void everyServiceIsCheckedAndRestartedAndWritesOnlyToVolumes() throws IOException {
        file().path("services").forEach(service -> {
            assertThat(service.path("healthcheck").path("test").path(0).asString())
                    .isEqualTo("CMD");
            assertThat(service.path("restart").asString()).isEqualTo("unless-stopped");
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(texts(service.path("volumes"))).hasSize(1);
        });
    }

    @Test
    void theServerKnowsItsVariablesAndItsHealthEndpoint() throws Exception {
        Map<String, String> variables = environment(server());
        assertThat(ServerVariables.parse(variables).databaseUrl()).doesNotContain("password");
        String check = texts(server().path("healthcheck").path("test")).getLast();
        assertThat(check).startsWith("http://127.0.0.1:8080/");
        assertThat(ServerVariables.healthPaths()).contains(check.substring("http://127.0.0.1:8080".length()));
        assertThat(texts(server().path("ports"))).containsExactly("127.0.0.1:8080:8080");
    }

    @Test
    void podmanComposeReadsIt() throws IOException, InterruptedException {
        String program = Program.require("podman-compose").toString();
        String read = Program.output(FOLDER, List.of("env", "EVENKEEL_VERSION=1.0", program, "-f", FILE, "config"));
        assertThat(read).contains("localhost/evenkeel:1.0", "EVENKEEL_DATABASE_URL");
    }
}
