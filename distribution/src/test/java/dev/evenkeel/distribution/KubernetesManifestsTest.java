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
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    private static void validate(String yaml) throws IOException {
        JsonElement json = JsonParser.parseString(YamlCodec.toJson(yaml));
        String kind = json.getAsJsonObject().get("kind").getAsString();
        Model model = Objects.requireNonNull(MODELS.get(kind), kind);
        model.validator().validate(json);
        Object object = JSON.getGson().fromJson(json, model.type());
        assertThat(withoutEmptyMembers(JSON.getGson().toJsonTree(object))).isEqualTo(json);
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

    private static JsonNode read(String file) throws IOException {
        return JsonMapper.shared().readTree(YamlCodec.toJson(Files.readString(FOLDER.resolve(file))));
    }

    private static JsonNode pod() throws IOException {
        return read("deployment.yaml").at("/spec/template/spec");
    }

    private static JsonNode server() throws IOException {
        assertThat(pod().path("containers")).hasSize(1);
        return pod().at("/containers/0");
    }

    /* The values of a member in every element of a list. */
    private static List<JsonNode> all(JsonNode list, String pointer) {
        return list.valueStream().map(element -> element.at(pointer)).toList();
    }

    private static List<String> texts(JsonNode list, String pointer) {
        return all(list, pointer).stream().map(JsonNode::asString).toList();
    }

    @Test
    void everyManifestIsListedAndValid() throws IOException {
        List<String> listed = texts(read("kustomization.yaml").path("resources"), "");
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> !file.equals("kustomization.yaml"))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
        for (String file : listed) {
            String manifest = Files.readString(FOLDER.resolve(file));
            validate(manifest);
            assertThat(manifest).as("any namespace").doesNotContain("namespace:");
        }
    }

    @Test
    void theKustomizationSetsTheImageOfTheServer() throws IOException {
        JsonNode kustomization = read("kustomization.yaml");
        assertThat(kustomization.propertyNames())
                .containsExactlyInAnyOrder("apiVersion", "kind", "resources", "images");
        JsonNode image = kustomization.at("/images/0");
        assertThat(image.propertyNames()).containsExactlyInAnyOrder("name", "newName", "newTag");
        assertThat(image.path("name")).isEqualTo(server().path("image"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readOnlyRootFilesystem: true | readOnlyRootFileSystem: true",
                "replicas: 2 | replica: 2",
                "replicas: 2 | replicas: two",
                "periodSeconds: 2 | period: 2",
                "maxSkew: 1 | maxSkew: \"1\"",
                "value: /etc/evenkeel/pgpass | value: 8080",
                "secretName: evenkeel | name: evenkeel",
                "drop: | dropped:",
                "memory: 2Gi | memory: 2 GB"
            })
    void aMistakeIsFound(String right, String wrong) throws IOException {
        String manifest = Files.readString(FOLDER.resolve("deployment.yaml"));
        assertThat(manifest).contains(right);
        assertThatThrownBy(() -> validate(manifest.replace(right, wrong))).isNotNull();
    }

    @Test
    void selectorsMatchThePods() throws IOException {
        JsonNode labels = read("deployment.yaml").at("/spec/template/metadata/labels");
        assertThat(labels).isNotEmpty();
        assertThat(List.of(
                        read("deployment.yaml").at("/spec/selector/matchLabels"),
                        pod().at("/topologySpreadConstraints/0/labelSelector/matchLabels"),
                        read("service.yaml").at("/spec/selector"),
                        read("poddisruptionbudget.yaml").at("/spec/selector/matchLabels"),
                        read("networkpolicy.yaml").at("/spec/podSelector/matchLabels")))
                .containsOnly(labels);
    }

    @Test
    void portsAreThoseOfTheServer() throws IOException {
        assertThat(all(server().path("ports"), "/containerPort"))
                .singleElement()
                .extracting(JsonNode::asInt)
                .isEqualTo(ServerVariables.parse(Map.of()).port());
        JsonNode port = server().at("/ports/0/name");
        assertThat(all(read("service.yaml").at("/spec/ports"), "/targetPort")).containsOnly(port);
        assertThat(all(read("networkpolicy.yaml").at("/spec/ingress/0/ports"), "/port"))
                .containsOnly(port);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(server().path(probe).at("/httpGet/port")).isEqualTo(port);
        }
    }

    @Test
    void probesRequestHealthEndpointsOfTheServer() throws Exception {
        Map<String, String> paths = Map.of(
                "startupProbe", "/health/live", "livenessProbe", "/health/live", "readinessProbe", "/health/ready");
        for (Map.Entry<String, String> probe : paths.entrySet()) {
            assertThat(server().path(probe.getKey()).at("/httpGet/path").asString())
                    .isEqualTo(probe.getValue())
                    .isIn(ServerVariables.healthPaths());
        }
    }

    /* Variables whose values are in the manifest: the paths of files. */
    private static Map<String, String> files() throws IOException {
        return server().path("env")
                .valueStream()
                .filter(variable -> variable.has("value"))
                .collect(Collectors.toMap(
                        variable -> variable.path("name").asString(),
                        variable -> variable.path("value").asString()));
    }

    @Test
    void variablesAreThoseOfTheServerAndContainNoSecret() throws IOException {
        JsonNode map = read("configmap.yaml");
        Map<String, String> variables = new TreeMap<>();
        texts(server().path("env"), "/name").forEach(name -> variables.put(name, "from the secret"));
        variables.putAll(files());
        map.path("data").forEachEntry((name, value) -> variables.put(name, value.asString()));
        ServerStartOptions options = ServerVariables.parse(variables);
        assertThat(options.publicUrl()).isEqualTo(URI.create("https://evenkeel.example"));
        assertThat(options.databaseUrl()).doesNotContain("password");
        assertThat(all(server().path("envFrom"), "/configMapRef/name")).containsExactly(map.at("/metadata/name"));
        assertThat(pod().path("enableServiceLinks").asBoolean(true))
                .as("whether Kubernetes sets EVENKEEL_PORT")
                .isFalse();
    }

    @Test
    void filesAreInMountedVolumes() throws IOException {
        JsonNode mounts = server().path("volumeMounts");
        assertThat(texts(mounts, "/name")).containsExactlyInAnyOrderElementsOf(texts(pod().path("volumes"), "/name"));
        assertThat(texts(mounts, "/mountPath")).contains("/data", "/tmp");
        assertThat(files().values())
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(texts(mounts, "/mountPath")).contains(file.substring(0, file.lastIndexOf('/'))));
    }

    @Test
    void allSecretsAreInOneObject() throws IOException {
        assertThat(pod().findValuesAsString("secretName")).containsExactly("evenkeel");
        assertThat(server().findValues("secretKeyRef"))
                .extracting(key -> key.path("name").asString())
                .containsOnly("evenkeel");
    }

    @Test
    void theServerHasNoPrivileges() throws IOException {
        JsonNode pod = pod().path("securityContext");
        assertThat(pod.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.path("runAsUser").asInt()).isEqualTo(10001);
        assertThat(pod.at("/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
        assertThat(pod().path("automountServiceAccountToken").asBoolean(true)).isFalse();
        JsonNode server = server().path("securityContext");
        assertThat(server.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(server.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(texts(server.at("/capabilities/drop"), "")).containsExactly("ALL");
    }
}
