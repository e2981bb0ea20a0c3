// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.evenkeel.server.TestServer;
import java.io.InputStream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The console of a real server: sign-in link, security headers, assets and compression.
final class ConsoleIT {
    private static final String FLAGS = """
            {"flags":{"payment-core":{"state":"ENABLED","variants":{"classic":"classic","modern":"modern"},
             "defaultVariant":"classic"}}}""";
    private static final String ORDER = """
            {"flag":"payment-core","control":"classic","candidate":"modern","plan":"fast","reason":"modern <core>"}""";

    private static TestServer server;
    private static String rollout;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.put("/api/v1/environments/default/flags", FLAGS);
        HttpResponse<String> started = server.post("/api/v1/environments/default/rollouts", ORDER);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        rollout = TestServer.json(started).get("id").asString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void signsInByLink() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            page.navigate(TestServer.requireSuccess(server.post("/api/v1/sign-in-links?to=/rollouts/" + rollout, ""))
                    .path("url")
                    .asString());
            assertThat(page).hasURL(server.uri("/rollouts/" + rollout).toString());
            assertThat(page.locator("#head")).containsText("modern <core>");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void stopsRolloutFromItsPage() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/rollouts/" + rollout);
            assertThat(page.locator("#answer-lead")).hasText("Nobody is on modern yet.");
            page.locator("#actions button").click();
            page.getByLabel("Reason, for the record").fill("only a rehearsal");
            page.getByText("Roll back now").click();

            assertThat(page.locator("#answer")).containsText("“only a rehearsal”");
            assertThat(page.locator("#status")).containsText("Stopped");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/changes", "/rollouts", "/rollouts/r-0"})
    void forbidsInlineScriptsAndStyles(String path) {
        HttpResponse<String> page = server.get(path);

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
        assertThat(page.body())
                .doesNotContain("<style", "style=", "onclick")
                .doesNotContainPattern("<script(?![^>]*src)");
    }

    @Test
    void returns404PageWithEscapedRolloutId() {
        HttpResponse<String> page = server.get("/rollouts/%3Cb%3E");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is no rollout &lt;b&gt;");
    }

    @Test
    void servesVersionedAssetsAsImmutable() {
        String page = server.get("/").body();
        String stylesheet = page.replaceFirst("(?s).*href=\"(/assets/console.css[^\"]*)\".*", "$1");

        HttpResponse<String> file = server.send(server.request(stylesheet));

        assertThat(stylesheet).contains("?v=");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
    }

    @Test
    void compressesPagesButNotEventStreams() {
        HttpResponse<byte[]> page = server.send(
                server.asAdmin("/").header("Accept-Encoding", "gzip"), HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<InputStream> stream = server.send(
                server.asAdmin("/api/v1/rollouts/" + rollout + "/events").header("Accept-Encoding", "gzip"),
                HttpResponse.BodyHandlers.ofInputStream());

        assertThat(page.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
    }
}
