// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Manifests of all kinds: apply, drift and export.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManifestControllerIT {
    private static final String MANIFESTS = "/api/v1/manifests";
    private static final Path EXAMPLE = Path.of("../examples/gitops");
    private static final String CHANNEL = "https://hooks.example.org/services/T0/B0/secret";

    private TestServer server;
    private JdbcClient database;

    @BeforeAll
    void start() {
        server = TestServer.start("--allow-outbound", "hooks.example.org");
        database = server.bean(JdbcClient.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /* The example manifests, with the secret that an environment variable provides. */
    private static ArrayNode example() throws IOException {
        ArrayNode documents = JsonTextParser.STRICT.createArrayNode();
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                YamlCodec.toJsonDocuments(Files.readString(file))
                        .forEach(document -> documents.add(JsonTextParser.STRICT.readTree(document)));
            }
        }
        documents.forEach(document -> {
            if (document.path("kind").asString().equals("NotificationChannel")) {
                ((ObjectNode) document.path("spec")).put("url", CHANNEL);
            }
        });
        return documents;
    }

    private static String applyRequest(String set, JsonNode objects, String more) {
        return Json.of(
                "{'set':'%s','source':'payments@4f1c','reason':'as in the files',%s'objects':%s}", set, more, objects);
    }

    private static JsonNode document(String yaml) {
        return JsonTextParser.STRICT.readTree(YamlCodec.toJson(yaml));
    }

    private JsonNode apply(String body) {
        return apply(server, body);
    }

    private static JsonNode apply(TestServer to, String body) {
        HttpResponse<String> answer = to.post(MANIFESTS, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    private static List<String> distinctActions(JsonNode outcome) {
        return outcome.path("objects")
                .valueStream()
                .map(one -> one.path("action").asString())
                .distinct()
                .toList();
    }

    private static List<String> listActions(JsonNode outcome) {
        return outcome.path("objects")
                .valueStream()
                .map(one -> one.path("action").asString() + " "
                        + one.path("kind").asString() + " " + one.path("name").asString())
                .toList();
    }

    @Test
    void dryRunReturnsActionsThatApplyPerformsOnce() throws IOException {
        try (TestServer fresh = TestServer.start("--allow-outbound", "hooks.example.org")) {
            String body = applyRequest("payments", example(), "");
            JdbcClient there = fresh.bean(JdbcClient.class);
            HttpResponse<String> trial = fresh.post(MANIFESTS + "?dryRun=true", body);
            assertThat(trial.statusCode()).as(trial.body()).isEqualTo(200);
            JsonNode tried = TestServer.json(trial);
            assertThat(distinctActions(tried)).isSubsetOf("CREATE", "UPDATE").contains("CREATE");
            assertThat(fresh.get(MANIFESTS).body()).doesNotContain("payment-core");
            long before = countAuditEntries(there);

            JsonNode first = apply(fresh, body);
            assertThat(listActions(first)).isEqualTo(listActions(tried));
            long after = countAuditEntries(there);
            assertThat(after).isGreaterThan(before);
            String exported = fresh.get(MANIFESTS).body();
            assertThat(exported).contains("1.25", "payment-core").doesNotContain(CHANNEL);

            assertThat(distinctActions(apply(fresh, body))).containsExactly("NONE");
            assertThat(countAuditEntries(there)).isEqualTo(after);
            assertThat(fresh.get(MANIFESTS).body()).isEqualTo(exported);
        }
    }

    @Test
    void importsExportedManifestsIntoEmptyServer() throws IOException {
        try (TestServer fresh = TestServer.start("--allow-outbound", "hooks.example.org");
                TestServer empty = TestServer.start("--allow-outbound", "hooks.example.org")) {
            apply(fresh, applyRequest("payments", example(), ""));
            String exported = fresh.get(MANIFESTS).body();
            ArrayNode again =
                    (ArrayNode) JsonTextParser.STRICT.readTree(exported).path("objects");
            again.forEach(document -> {
                if (document.path("kind").asString().equals("NotificationChannel")) {
                    ((ObjectNode) document.path("spec")).put("url", CHANNEL);
                }
            });
            apply(empty, applyRequest("payments", again, ""));
            assertThat(empty.get(MANIFESTS).body()).isEqualTo(exported);
            assertThat(distinctActions(apply(empty, applyRequest("payments", again, ""))))
                    .containsExactly("NONE");
        }
    }

    private static long countAuditEntries(JdbcClient database) {
        return database.sql("select count(*) from audit_entry")
                .query(Long.class)
                .single();
    }

    @Test
    void rejectsUnknownKindAndApiVersion() {
        HttpResponse<String> answer = server.post(
                MANIFESTS,
                applyRequest(
                        "wrong",
                        JsonTextParser.STRICT
                                .createArrayNode()
                                .add(document("{apiVersion: evenkeel.dev/v1, kind: Service, metadata: {name: shop},"
                                        + " spec: {tier: 9, colour: red}}"))
                                .add(
                                        document(
                                                "{apiVersion: evenkeel.dev/v1, kind: FreezeWindow, metadata: {name: night}, spec: {}}"))
                                .add(document(
                                        "{apiVersion: evenkeel.dev/v1, kind: FlagSet, metadata: {name: x, environment: a},"
                                                + " spec: {flags: {broken: {state: ON, variants: {a: 1}}}}}"))
                                .add(document("{apiVersion: evenkeel.dev/v1, kind: Nothing, metadata: {name: x}}"))
                                .add(document("{apiVersion: v1, kind: NotificationRule, metadata: {}}")),
                        ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(pointers(answer)).containsExactly("/objects/3/kind", "/objects/4/apiVersion");
    }

    @Test
    void reportsAllValidationErrorsAndChangesNothing() {
        long before = countAuditEntries(database);
        HttpResponse<String> answer = server.post(
                MANIFESTS,
                applyRequest(
                        "wrong",
                        JsonTextParser.STRICT
                                .createArrayNode()
                                .add(document("{apiVersion: evenkeel.dev/v1, kind: Service, metadata: {name: shop},"
                                        + " spec: {tier: 9, colour: red, dependsOn: [nothing]}}"))
                                .add(
                                        document(
                                                "{apiVersion: evenkeel.dev/v1, kind: FreezeWindow, metadata: {name: night}, spec: {}}"))
                                .add(document(
                                        "{apiVersion: evenkeel.dev/v1, kind: FlagSet, metadata: {name: x, environment: a},"
                                                + " spec: {flags: {broken: {state: ON, variants: {a: 1}}}}}"))
                                .add(
                                        document(
                                                "{apiVersion: evenkeel.dev/v1, kind: NotificationRule, metadata: {name: r}, spec: {}}")),
                        ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(pointers(answer))
                .contains(
                        "/objects/0/spec/tier",
                        "/objects/0/spec/colour",
                        "/objects/1/spec/start",
                        "/objects/2/spec/flags/broken/state",
                        "/objects/3/spec/channel");
        assertThat(countAuditEntries(database)).isEqualTo(before);
        assertThat(server.get("/api/v1/environments").body()).doesNotContain("\"a\"");
    }

    @Test
    void reportsErrorAtInvalidObjectDespiteSharedNamePrefix() {
        HttpResponse<String> answer = server.post(
                MANIFESTS,
                applyRequest(
                        "alike",
                        JsonTextParser.STRICT
                                .createArrayNode()
                                .add(document(
                                        "{apiVersion: evenkeel.dev/v1, kind: Service, metadata: {name: al}, spec: {}}"))
                                .add(document("{apiVersion: evenkeel.dev/v1, kind: Service, metadata: {name: alike},"
                                        + " spec: {dependsOn: [nothing]}}")),
                        ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(pointers(answer)).allMatch(pointer -> pointer.startsWith("/objects/1/spec"));
    }

    private static List<String> pointers(HttpResponse<String> answer) {
        return TestServer.json(answer)
                .path("problems")
                .valueStream()
                .map(one -> one.path("pointer").asString())
                .toList();
    }

    @Test
    void deletesRemovedObjectsOnlyWhenPruning() {
        String two = """
                [{"apiVersion":"evenkeel.dev/v1","kind":"Service","metadata":{"name":"kept"},"spec":{"tier":2}},
                 {"apiVersion":"evenkeel.dev/v1","kind":"Service","metadata":{"name":"dropped"},"spec":{}}]""";
        JsonNode both = JsonTextParser.STRICT.readTree(two);
        JsonNode one = JsonTextParser.STRICT.createArrayNode().add(both.get(0));
        assertThat(server.put("/api/v1/services/by-hand", "{}").statusCode()).isEqualTo(200);
        apply(applyRequest("pruned", both, ""));

        JsonNode left = apply(applyRequest("pruned", one, ""));
        assertThat(left.path("objects").get(1).path("action").asString()).isEqualTo("KEEP");
        assertThat(server.get("/api/v1/services/dropped").statusCode()).isEqualTo(200);

        JsonNode tried = TestServer.json(
                server.post(MANIFESTS + "?dryRun=true", applyRequest("pruned", one, Json.of("'prune':true,"))));
        assertThat(tried.path("objects").get(1).path("action").asString()).isEqualTo("DELETE");
        assertThat(server.get("/api/v1/services/dropped").statusCode()).isEqualTo(200);
        apply(applyRequest("pruned", one, Json.of("'prune':true,")));
        assertThat(server.get("/api/v1/services/dropped").statusCode()).isEqualTo(404);
        assertThat(server.get("/api/v1/services/by-hand").statusCode()).isEqualTo(200);
        assertThat(distinctActions(apply(applyRequest("pruned", one, Json.of("'prune':true,")))))
                .containsExactly("NONE");
    }

    @Test
    void rejectsObjectOfAnotherSetWithoutTakeOver() {
        JsonNode mine = JsonTextParser.STRICT.readTree(
                Json.of("[{'apiVersion':'evenkeel.dev/v1','kind':'Service','metadata':{'name':'shared'},'spec':{}}]"));
        apply(applyRequest("ours", mine, ""));
        HttpResponse<String> refused = server.post(MANIFESTS, applyRequest("theirs", mine, ""));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("belongs to the set \\\"ours\\\"");
        apply(applyRequest("theirs", mine, Json.of("'takeOver':true,")));
        assertThat(drift("theirs", "Service", "shared").path("set").path("name").asString())
                .isEqualTo("theirs");
    }

    @Test
    void reportsManualChangesAsDrift() {
        JsonNode files = JsonTextParser.STRICT.readTree("""
                [{"apiVersion":"evenkeel.dev/v1","kind":"FlagSet","metadata":{"name":"d","environment":"drifting"},
                  "spec":{"flags":{"limit":{"state":"ENABLED","variants":{"low":1,"high":2},"defaultVariant":"low"}}}},
                 {"apiVersion":"evenkeel.dev/v1","kind":"Service","metadata":{"name":"drifting"},"spec":{"tier":1}}]""");
        apply(applyRequest("drifting", files, ""));
        assertThat(drift("drifting", "Flag", "limit").path("state").asString()).isEqualTo("IN_SYNC");
        assertThat(server.put(
                                "/api/v1/environments/drifting/flags/limit?reason=tonight",
                                Json.of("{'state':'ENABLED','variants':{'low':1,'high':2},'defaultVariant':'high'}"))
                        .statusCode())
                .isEqualTo(200);
        server.send(server.asAdmin("/api/v1/services/drifting").DELETE());
        JsonNode limit = drift("drifting", "Flag", "limit");
        assertThat(limit.path("state").asString()).isEqualTo("MODIFIED");
        assertThat(limit.path("differences").toString())
                .isEqualTo("[{\"pointer\":\"/defaultVariant\",\"before\":\"\\\"low\\\"\",\"after\":\"\\\"high\\\"\"}]");
        assertThat(limit.path("set").path("source").asString()).isEqualTo("payments@4f1c");
        assertThat(server.get(MANIFESTS + "/drift?set=drifting").body()).contains("\"limit\"");
        assertThat(server.get(MANIFESTS + "/drift?set=other").body()).isEqualTo(Json.of("{'objects':[]}"));
        assertThat(drift("drifting", "Service", "drifting").path("state").asString())
                .isEqualTo("DELETED");

        JsonNode back = apply(applyRequest("drifting", files, ""));
        assertThat(distinctActions(back)).containsExactlyInAnyOrder("UPDATE", "CREATE");
        assertThat(drift("drifting", "Flag", "limit").path("state").asString()).isEqualTo("IN_SYNC");
    }

    private JsonNode drift(String set, String kind, String name) {
        return TestServer.json(server.get(MANIFESTS + "/drift?set=" + set))
                .path("objects")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals(kind)
                        && one.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static final String DESCRIBED = """
            [{"apiVersion":"evenkeel.dev/v1","kind":"FlagSet","metadata":{"name":"described"},
              "spec":{"metadata":{"team":"pay","tier":1,"live":true},
                "flags":{"plain":{"state":"ENABLED","variants":{"a":1},"defaultVariant":"a"},
                  "own":{"state":"ENABLED","variants":{"a":1},"defaultVariant":"a","metadata":{"team":"shop"}},
                  "split":{"state":"ENABLED","variants":{"a":1,"b":2},"defaultVariant":"a",
                    "targeting":{"fractional":[["a",50],["b",50]]}}}}}]""";

    @Test
    void returnsFlagSetMetadataOverOfrepAndFlagd() {
        try (TestServer fresh = TestServer.start()) {
            JsonNode files = JsonTextParser.STRICT.readTree(DESCRIBED);
            assertThat(listActions(apply(fresh, applyRequest("flags", files, ""))))
                    .startsWith(
                            "CREATE FlagSetMetadata live", "CREATE FlagSetMetadata team", "CREATE FlagSetMetadata tier")
                    .contains("CREATE Flag own");
            assertThat(distinctActions(apply(fresh, applyRequest("flags", files, ""))))
                    .containsExactly("NONE");

            await().untilAsserted(() -> assertThat(ofrep(fresh, "/plain").path("metadata"))
                    .isEqualTo(document("{team: pay, tier: 1, live: true}")));
            assertThat(ofrep(fresh, "/own").path("metadata"))
                    .as("a flag's own goes before its set's")
                    .isEqualTo(document("{team: shop, tier: 1, live: true}"));
            assertThat(ofrep(fresh, "").path("metadata")).isEqualTo(document("{team: pay, tier: 1, live: true}"));

            String synced = fresh.send(fresh.asSdk("/flagd/v1/flags").GET()).body();
            assertThat(JsonTextParser.STRICT.readTree(synced).path("metadata"))
                    .isEqualTo(document("{team: pay, tier: 1, live: true}"));
            FlagSnapshot inProcess = FlagSnapshot.parse(synced, 1);
            assertThat(inProcess.evaluate("own", EvaluationContext.EMPTY, 0).flagMetadata())
                    .containsEntry("team", "shop")
                    .containsEntry("live", true);
        }
    }

    @Test
    void exportsFlagSetMetadata() {
        try (TestServer fresh = TestServer.start()) {
            apply(fresh, applyRequest("flags", JsonTextParser.STRICT.readTree(DESCRIBED), ""));
            String exported = fresh.get(MANIFESTS + "?kind=FlagSet").body();
            JsonNode objects = JsonTextParser.STRICT.readTree(exported).path("objects");
            assertThat(objects.get(0).path("spec").path("metadata"))
                    .isEqualTo(document("{team: pay, tier: 1, live: true}"));
            try (TestServer empty = TestServer.start()) {
                apply(empty, applyRequest("flags", objects, ""));
                assertThat(empty.get(MANIFESTS + "?kind=FlagSet").body()).isEqualTo(exported);
            }
        }
    }

    private static JsonNode ofrep(TestServer server, String flag) {
        return TestServer.json(
                server.send(server.asSdk("/ofrep/v1/evaluate/flags" + flag).POST(BodyPublishers.ofString("{}"))));
    }

    /* The flags with metadata, in an environment of this name. */
    private static JsonNode describedIn(String environment) {
        return JsonTextParser.STRICT.readTree(DESCRIBED.replace(
                Json.of("'name':'described'"), Json.of("'name':'%s','environment':'%s'", environment, environment)));
    }

    @Test
    void reportsManualMetadataChangeAsDrift() {
        JsonNode mine = describedIn("described");
        apply(applyRequest("flags", mine, ""));
        server.send(server.asAdmin("/api/v1/environments/described/flags?reason=tonight")
                .method("PATCH", BodyPublishers.ofString(Json.of("{'metadata':{'team':'ops'}}"))));
        assertThat(drift("flags", "FlagSetMetadata", "team").path("differences").toString())
                .isEqualTo("[{\"pointer\":\"/value\",\"before\":\"\\\"pay\\\"\",\"after\":\"\\\"ops\\\"\"}]");
        assertThat(listActions(apply(applyRequest("flags", mine, "")))).contains("UPDATE FlagSetMetadata team");
    }

    @Test
    void rejectsMetadataKeyOfAnotherSet() {
        apply(applyRequest("owner", describedIn("owned"), ""));
        JsonNode theirs = metadata("owned", "region");
        assertThat(listActions(apply(applyRequest("others", theirs, ""))))
                .containsExactly("CREATE FlagSetMetadata region");
        assertThat(server.post(MANIFESTS, applyRequest("others", metadata("owned", "team"), ""))
                        .body())
                .contains("belongs to the set \\\"owner\\\"");
    }

    private static JsonNode metadata(String environment, String key) {
        return JsonTextParser.STRICT.createArrayNode().add(document("""
                {apiVersion: evenkeel.dev/v1, kind: FlagSetMetadata,
                 metadata: {name: %s, environment: %s}, spec: {value: eu}}""".formatted(key, environment)));
    }

    @Test
    void prunesOnlyMetadataKeysOfSet() {
        JsonNode mine = describedIn("pruned-keys");
        apply(applyRequest("pruned-keys", mine, ""));
        apply(applyRequest("others-keys", metadata("pruned-keys", "region"), ""));
        JsonNode less = JsonTextParser.STRICT.readTree(mine.toString().replace(Json.of("'tier':1,"), ""));
        assertThat(listActions(apply(applyRequest("pruned-keys", less, Json.of("'prune':true,")))))
                .contains("DELETE FlagSetMetadata tier");
        assertThat(server.get("/api/v1/environments/pruned-keys/flags").body())
                .contains("\"region\"")
                .doesNotContain("\"tier\"");
        assertThat(server.get("/api/v1/audit?limit=20").body()).contains("metadata.deleted");
    }

    @Test
    void rejectsInvalidFlagSetMetadataWithPointers() {
        JsonNode nested = JsonTextParser.STRICT.readTree("""
                [{"apiVersion":"evenkeel.dev/v1","kind":"FlagSet","metadata":{"name":"x","environment":"odd"},
                  "spec":{"metadata":{"deep":{"a":1},"none":null,"fine":1}}}]""");
        assertThat(pointers(server.post(MANIFESTS, applyRequest("odd", nested, ""))))
                .containsExactlyInAnyOrder("/objects/0/spec/metadata/deep", "/objects/0/spec/metadata/none");
        JsonNode empty = JsonTextParser.STRICT
                .createArrayNode()
                .add(document("{apiVersion: evenkeel.dev/v1, kind: FlagSetMetadata,"
                        + " metadata: {name: team, environment: odd}, spec: {}}"))
                .add(document("{apiVersion: evenkeel.dev/v1, kind: Segment,"
                        + " metadata: {name: staff, environment: odd}, spec: {rule: {}, colour: red}}"));
        assertThat(pointers(server.post(MANIFESTS, applyRequest("odd", empty, ""))))
                .containsExactly("/objects/0/spec/value", "/objects/1/spec/colour");
    }

    @Test
    void rejectsHashRuleChangeInFlagSetMetadata() {
        JsonNode split = describedIn("hashed");
        apply(applyRequest("hashed", split, ""));
        HttpResponse<String> moved = server.post(
                MANIFESTS,
                applyRequest(
                        "hashed",
                        JsonTextParser.STRICT.readTree(
                                split.toString().replace(Json.of("'tier':1"), Json.of("'evenkeel.fractional':'v1'"))),
                        ""));
        assertThat(moved.statusCode()).isEqualTo(422);
        assertThat(moved.body()).contains("of the units in a split of split get another bucket", "hash-rule-change");
    }

    @Test
    void rejectsUnresolvedSecretOfNewChannel() {
        JsonNode unknown = channel("unset", Json.of("{'fromEnv':'NOT_SET'}"));
        HttpResponse<String> missing = server.post(MANIFESTS, applyRequest("rooms", unknown, ""));
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(pointers(missing)).containsExactly("/objects/0/spec/url");
    }

    private static JsonNode channel(String name, String url) {
        return JsonTextParser.STRICT.readTree("""
                [{"apiVersion":"evenkeel.dev/v1","kind":"NotificationChannel","metadata":{"name":"%s"},
                  "spec":{"type":"SLACK","url":%s}}]""".formatted(name, url));
    }

    @Test
    void preservesSecretWhenVariableIsUnset() {
        apply(applyRequest("corridors", channel("corridor", Json.of("'%s'", CHANNEL)), ""));
        JsonNode unknown = channel("corridor", Json.of("{'fromEnv':'NOT_SET'}"));
        assertThat(distinctActions(apply(applyRequest("corridors", unknown, ""))))
                .containsExactly("NONE");
    }

    @Test
    void detectsChangedSecretWithoutRevealingIt() {
        JsonNode first = channel("room", Json.of("'%s'", CHANNEL));
        assertThat(distinctActions(apply(applyRequest("rooms", first, "")))).containsExactly("CREATE");
        assertThat(distinctActions(apply(applyRequest("rooms", first, "")))).containsExactly("NONE");
        JsonNode changed = apply(applyRequest("rooms", channel("room", Json.of("'%s-2'", CHANNEL)), ""));
        assertThat(distinctActions(changed)).containsExactly("UPDATE");
        assertThat(changed.toString()).contains("a different secret").doesNotContain("hooks.example.org");
        assertThat(server.get(MANIFESTS).body())
                .contains("EVENKEEL_CHANNEL_ROOM")
                .doesNotContain("services/T0");
    }

    @Test
    void returns403WhenCallerMayNotChangeObject() {
        TestUsers team = new TestUsers(server);
        String author = team.createUserAndSignIn("ada", "author@payments");
        String body = applyRequest(
                "hers",
                JsonTextParser.STRICT.readTree(Json.of(
                        "[{'apiVersion':'evenkeel.dev/v1','kind':'Service','metadata':{'name':'hers'},'spec':{}}]")),
                "");
        HttpResponse<String> refused = server.send(server.request(MANIFESTS)
                .header("Cookie", author)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(server.get("/api/v1/services/hers").statusCode()).isEqualTo(404);
    }

    @Test
    void schemasAcceptExampleManifests() throws IOException {
        for (JsonNode document : example()) {
            JsonNode schema = TestServer.json(
                    server.get(MANIFESTS + "/schemas/" + document.path("kind").asString()));
            assertThat(validate(schema, document))
                    .as("%s by %s", document, schema)
                    .isEmpty();
        }
    }

    @Test
    void schemasAcceptExportedManifests() throws IOException {
        apply(applyRequest("schemas", example(), Json.of("'takeOver':true,")));
        JsonNode documents = TestServer.json(server.get(MANIFESTS)).path("objects");
        assertThat(documents.size()).isGreaterThan(10);
        for (JsonNode document : documents) {
            String kind = document.path("kind").asString();
            JsonNode schema = TestServer.json(server.get(MANIFESTS + "/schemas/" + kind));
            assertThat(validate(schema, document))
                    .as("%s by %s", document, schema)
                    .isEmpty();
        }
    }

    @Test
    void schemasAndServerRejectUnknownFields() throws IOException {
        apply(applyRequest("schemas", example(), Json.of("'takeOver':true,")));
        for (JsonNode document : TestServer.json(server.get(MANIFESTS)).path("objects")) {
            String kind = document.path("kind").asString();
            JsonNode schema = TestServer.json(server.get(MANIFESTS + "/schemas/" + kind));
            if (document.path("apiVersion").asString().equals(KindDescriptor.API_VERSION)) {
                ObjectNode odd = (ObjectNode) document.deepCopy();
                ((ObjectNode) odd.path("spec")).put("nonsense", 1);
                assertThat(validate(schema, odd)).as(kind).isNotEmpty();
                HttpResponse<String> refused = server.post(
                        MANIFESTS + "?dryRun=true",
                        applyRequest(
                                "schemas",
                                JsonTextParser.STRICT.createArrayNode().add(odd),
                                Json.of("'takeOver':true,")));
                assertThat(refused.statusCode()).as(kind + refused.body()).isEqualTo(422);
            }
        }
    }

    @Test
    void returns404ForSchemaOfUnknownKind() {
        assertThat(server.get(MANIFESTS + "/schemas/Nothing").statusCode()).isEqualTo(404);
    }

    private static List<?> validate(JsonNode schema, JsonNode document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(document);
    }
}
