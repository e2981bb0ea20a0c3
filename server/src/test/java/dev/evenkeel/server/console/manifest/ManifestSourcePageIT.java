// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.manifest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.evenkeel.files.yaml.YamlCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pages of objects that come from manifests name the manifest source in the same words.
final class ManifestSourcePageIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String OVERWRITE_NOTICE = "What is changed here lasts until they are applied again";
    private static final String MANIFEST_SOURCE =
            "the files <a href=\"/manifests\">payments</a> (fintech/payments@4f1c), applied";

    private static TestServer server;
    private static String rollout = "";

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start("--allow-outbound", "hooks.example.org");
        ObjectNode order = JSON.createObjectNode().put("set", "payments").put("source", "fintech/payments@4f1c");
        order.set("objects", exampleManifests());
        requireSuccess(server.post("/api/v1/manifests", order.toString()));
        requireSuccess(server.put("/api/v1/services/by-hand", Json.of("{'owner':'team-books','tier':4}")));
        requireSuccess(server.send(server.asAdmin("/api/v1/freeze-windows?reason=by%20hand")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("""
                        {"windows":[{"name":"by hand","start":"2020-01-01T00:00","zone":"Europe/Zurich","duration":"PT1H"}]}"""))));
        rollout = requireSuccess(server.post("/api/v1/environments/production/rollouts", """
                        {"flag":"payment-core","control":"classic","candidate":"modern","plan":"payments",
                         "onClosedGates":"WAIT","reason":"modern core"}"""))
                .path("id")
                .asString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /* The example manifests of all kinds. */
    private static ArrayNode exampleManifests() throws IOException {
        ArrayNode documents = JSON.createArrayNode();
        try (Stream<Path> files = Files.list(Path.of("../examples/gitops"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                YamlCodec.toJsonDocuments(Files.readString(file))
                        .forEach(document -> documents.add(JSON.readTree(document)));
            }
        }
        documents.forEach(document -> {
            if (document.path("kind").asString().equals("NotificationChannel")) {
                ((ObjectNode) document.path("spec")).put("url", "https://hooks.example.org/services/T0/B0/secret");
            }
        });
        return documents;
    }

    private static String body(String path) {
        HttpResponse<String> page = server.get(path);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    private static String manifestLink(String kind, String name) {
        return "from the files <a href=\"/manifests/" + kind + "?name=" + name + "\">payments</a>";
    }

    @Test
    void showsManifestSourceOnEachTableRow() {
        assertThat(body("/settings"))
                .contains(
                        OVERWRITE_NOTICE,
                        manifestLink("Service", "payments"),
                        manifestLink("NotificationChannel", "payments-oncall"),
                        manifestLink("NotificationRule", "payments"))
                .contains(manifestLink("GatePolicy", "production"))
                .doesNotContain("?name=by-hand");
        assertThat(body("/events"))
                .contains(
                        OVERWRITE_NOTICE,
                        manifestLink("NotificationChannel", "payments-oncall"),
                        manifestLink("NotificationRule", "payments"));
        assertThat(body("/technology"))
                .contains(
                        OVERWRITE_NOTICE,
                        manifestLink("Technology", "quarkus"),
                        "How many tokens there are comes from");
        assertThat(body("/gates"))
                .contains(
                        OVERWRITE_NOTICE,
                        manifestLink("FreezeWindow", "weekend"),
                        "Which gates production requires comes from " + MANIFEST_SOURCE)
                .doesNotContain("?name=by%20hand", "?name=by+hand");
        assertThat(body("/incidents"))
                .contains("Templates come from the files <a href=\"/manifests/IncidentTemplate\">payments</a>");
    }

    @Test
    void showsManifestSourceAndRevisionOnDetailPages() {
        for (String path : List.of(
                "/flags/production/payment-core", "/slos/pay", "/capacity?team=team-money", "/rollouts/" + rollout)) {
            assertThat(body(path)).as(path).contains(MANIFEST_SOURCE, OVERWRITE_NOTICE, "into its file</a>");
        }
        assertThat(body("/flags/production/payment-core/rollout?plan=payments"))
                .contains("is kept on this server", manifestLink("RolloutPlan", "payments"));
    }

    @Test
    void omitsManifestSourceForManuallyCreatedObjects() {
        try (TestServer fresh = TestServer.start()) {
            requireSuccess(fresh.put("/api/v1/services/by-hand", Json.of("{'owner':'team-books','tier':4}")));
            for (String path : List.of("/settings", "/gates", "/events", "/technology", "/capacity", "/incidents")) {
                assertThat(fresh.get(path).body()).as(path).doesNotContain("from the files", OVERWRITE_NOTICE);
            }
        }
    }

    @Test
    void rendersManifestSourceAccessiblyAtEveryWidth() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings");
            assertThat(page.locator("#services")).containsText(OVERWRITE_NOTICE);
            TestBrowser.checkAllWidthsAndThemes(page, "settings-from-files");
            page.locator("#services .from-files a").first().click();
            assertThat(page.locator("pre").first()).containsText("kind: Service");

            page.navigate(server.uri("/gates").toString());
            assertThat(page.locator("#gates .why.from-files")).containsText("Which gates production requires");
            assertThat(page.locator("section[aria-labelledby=freezes-title]")).containsText(OVERWRITE_NOTICE);
            TestBrowser.checkAllWidthsAndThemes(page, "gates-from-files");

            page.navigate(server.uri("/capacity?team=team-money").toString());
            assertThat(page.locator(".from-files")).containsText("The policy comes from the files payments");
            TestBrowser.checkAllWidthsAndThemes(page, "capacity-from-files");
            page.navigate(server.uri("/technology").toString());
            TestBrowser.checkAllWidthsAndThemes(page, "technology-from-files");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }
}
