// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The manifests in deploy/kubernetes, held to the model of Kubernetes and to this server.
final class KubernetesManifestsTest {
    private static final Path FOLDER = Path.of("..", "deploy", "kubernetes");

    private static final Set<JsonElement> EMPTY = Set.of(new JsonArray(), new JsonObject());

    private interface Validator {
        void validate(JsonElement json) throws IOException;
    }

    private record Model(Class<?> type, Validator validator) {}

    private static final Map<String, Model> MODELS = Map.of(
            "ConfigMap", new Model(V1ConfigMap.class, V1ConfigMap::validateJsonElement),
            "Deployment", new Model(V1Deployment.class, V1Deployment::validateJsonElement),
            "NetworkPolicy", new Model(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement),
            "PodDisruptionBudget", new Model(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement),
            "Service", new Model(V1Service.class, V1Service::validateJsonElement));

    /* Gson reads a number as text, and text as a number: then the JSON of the object differs. */
    private static Object parse(String yaml) throws IOException {
        JsonElement json = JsonParser.parseString(YamlCodec.toJson(yaml));
        String kind = json.getAsJsonObject().get("kind").getAsString();
        Model model = Objects.requireNonNull(MODELS.get(kind), kind);
        model.validator().validate(json);
        Object object = JSON.getGson().fromJson(json, model.type());
        assertThat(withoutEmptyMembers(JSON.getGson().toJsonTree(object))).isEqualTo(json);
        return object;
    }

    /* The model has empty lists and maps for what a manifest leaves out. */
    private static JsonElement withoutEmptyMembers(JsonElement json) {
        if (json instanceof JsonArray array) {
            JsonArray rest = new JsonArray();
            array.forEach(item -> rest.add(withoutEmptyMembers(item)));
            return rest;
        }
        if (json instanceof JsonObject object) {
            JsonObject rest = new JsonObject();
            object.asMap().forEach((name, member) -> {
                if (!EMPTY.contains(member)) {
                    rest.add(name, withoutEmptyMembers(member));
                }
            });
            return rest;
        }
        return json;
    }

    private static <T> T read(Class<T> type, String file) throws IOException {
        return type.cast(parse(Files.readString(FOLDER.resolve(file))));
    }

    private static V1PodSpec pod() throws IOException {
        return Objects.requireNonNull(read(V1Deployment.class, "deployment.yaml")
                .getSpec()
                .getTemplate()
                .getSpec());
    }

    private static V1Container server() throws IOException {
        assertThat(pod().getContainers()).hasSize(1);
        return pod().getContainers().getFirst();
    }

    private static JsonNode kustomization() throws IOException {
        return JsonMapper.shared().readTree(YamlCodec.toJson(Files.readString(FOLDER.resolve("kustomization.yaml"))));
    }

    @Test
    void everyManifestIsListedAndValid() throws IOException {
        List<String> listed = kustomization()
                .path("resources")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> !file.equals("kustomization.yaml"))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
        for (String file : listed) {
            String manifest = Files.readString(FOLDER.resolve(file));
            parse(manifest);
            assertThat(manifest).as("any namespace").doesNotContain("namespace:");
        }
    }

    @Test
    void theKustomizationSetsTheImageOfTheServer() throws IOException {
        assertThat(kustomization().propertyNames())
                .containsExactlyInAnyOrder("apiVersion", "kind", "resources", "images");
        JsonNode image = kustomization().path("images").path(0);
        assertThat(image.propertyNames()).containsExactlyInAnyOrder("name", "newName", "newTag");
        assertThat(image.path("name").asString()).isEqualTo(server().getImage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readOnlyRootFilesystem: true | readOnlyRootFileSystem: true",
                "replicas: 2 | replica: 2",
                "replicas: 2 | replicas: two",
                "periodSeconds: 2 | period: 2",
                "maxSkew: 1 | maxSkew: '1'",
                "value: /etc/evenkeel/pgpass | value: 8080",
                "secretName: evenkeel | name: evenkeel",
                "drop: | dropped:",
                "memory: 2Gi | memory: 2 GB"
            })
    void aMistakeIsFound(String right, String wrong) throws IOException {
        String manifest = Files.readString(FOLDER.resolve("deployment.yaml"));
        assertThat(manifest).contains(right);
        assertThatThrownBy(() -> parse(manifest.replace(right, wrong))).isNotNull();
    }

    @Test
    void selectorsMatchThePods() throws IOException {
        V1Deployment deployment = read(V1Deployment.class, "deployment.yaml");
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();
        assertThat(labels).isNotEmpty();
        assertThat(List.of(
                        deployment.getSpec().getSelector().getMatchLabels(),
                        read(V1Service.class, "service.yaml").getSpec().getSelector(),
                        read(V1PodDisruptionBudget.class, "poddisruptionbudget.yaml")
                                .getSpec()
                                .getSelector()
                                .getMatchLabels(),
                        read(V1NetworkPolicy.class, "networkpolicy.yaml")
                                .getSpec()
                                .getPodSelector()
                                .getMatchLabels(),
                        pod().getTopologySpreadConstraints()
                                .getFirst()
                                .getLabelSelector()
                                .getMatchLabels()))
                .allSatisfy(selector -> assertThat(selector).isEqualTo(labels));
    }

    @Test
    void portsAreThoseOfTheServer() throws IOException {
        assertThat(server().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getContainerPort())
                    .isEqualTo(ServerVariables.parse(Map.of()).port());
            assertThat(read(V1Service.class, "service.yaml").getSpec().getPorts())
                    .allSatisfy(
                            exposed -> assertThat(exposed.getTargetPort()).isEqualTo(new IntOrString(port.getName())));
            assertThat(read(V1NetworkPolicy.class, "networkpolicy.yaml")
                            .getSpec()
                            .getIngress())
                    .allSatisfy(rule -> assertThat(rule.getPorts())
                            .allSatisfy(open -> assertThat(open.getPort()).isEqualTo(new IntOrString(port.getName()))));
        });
    }

    @Test
    void probesAskHealthEndpointsOfTheServer() throws Exception {
        V1Container server = server();
        for (V1Probe probe : List.of(server.getStartupProbe(), server.getLivenessProbe(), server.getReadinessProbe())) {
            assertThat(ServerVariables.healthPaths())
                    .contains(probe.getHttpGet().getPath());
            assertThat(server.getPorts())
                    .extracting(port -> new IntOrString(port.getName()))
                    .contains(probe.getHttpGet().getPort());
        }
        assertThat(server.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
        assertThat(server.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
    }

    @Test
    void variablesAreThoseOfTheServerAndContainNoSecret() throws IOException {
        Map<String, String> variables =
                new TreeMap<>(read(V1ConfigMap.class, "configmap.yaml").getData());
        for (V1EnvVar variable : server().getEnv()) {
            variables.put(variable.getName(), variable.getValue());
        }
        ServerStartOptions options = ServerVariables.parse(variables);
        assertThat(options.publicUrl()).isEqualTo(URI.create("https://evenkeel.example"));
        assertThat(options.databaseUrl()).doesNotContain("password");
        assertThat(server().getEnvFrom())
                .singleElement()
                .satisfies(source -> assertThat(source.getConfigMapRef().getName())
                        .isEqualTo(read(V1ConfigMap.class, "configmap.yaml")
                                .getMetadata()
                                .getName()));
        assertThat(pod().getEnableServiceLinks())
                .as("otherwise Kubernetes sets EVENKEEL_PORT")
                .isFalse();
    }

    @Test
    void filesAreInMountedVolumes() throws IOException {
        List<String> folders = server().getVolumeMounts().stream()
                .map(V1VolumeMount::getMountPath)
                .toList();
        assertThat(folders).contains("/data", "/tmp");
        assertThat(server().getVolumeMounts())
                .extracting(V1VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(
                        pod().getVolumes().stream().map(V1Volume::getName).toList());
        assertThat(server().getEnv())
                .allSatisfy(variable -> assertThat(folders)
                        .contains(Path.of(variable.getValue()).getParent().toString()));
    }

    @Test
    void theServerHasNoPrivileges() throws IOException {
        assertThat(pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod().getSecurityContext().getRunAsUser()).isEqualTo(10001);
        assertThat(pod().getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(server().getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(server().getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(server().getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }
}
