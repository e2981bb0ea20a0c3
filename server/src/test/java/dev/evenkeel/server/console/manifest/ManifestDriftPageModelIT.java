// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.manifest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page of manifest objects: manual changes, deleted objects and export.
final class ManifestDriftPageModelIT {
    private static final String FLAG =
            Json.of("{'state':'ENABLED','variants':{'classic':'classic','modern':'modern'},'defaultVariant':'%s'}");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        requireSuccess(server.post("/api/v1/manifests", """
                {"set":"payments","source":"fintech/payments@4f1c","objects":[
                  {"apiVersion":"evenkeel.dev/v1","kind":"Service","metadata":{"name":"payments"},"spec":{"tier":1}},
                  {"apiVersion":"evenkeel.dev/v1","kind":"Service","metadata":{"name":"mail"},"spec":{"tier":4}},
                  {"apiVersion":"evenkeel.dev/v1","kind":"FlagSet","metadata":{"name":"f","environment":"default"},
                   "spec":{"flags":{"payment-core":%s}}}]}""".formatted(FLAG.formatted("classic"))));
        requireSuccess(
                server.put("/api/v1/environments/default/flags/payment-core?reason=tonight", FLAG.formatted("modern")));
        requireSuccess(server.send(server.asAdmin("/api/v1/services/mail").DELETE()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listsManuallyChangedAndDeletedObjects() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/manifests");
            assertThat(page.locator(".answer"))
                    .containsText("2 of 3 objects that come from files were changed by hand");
            assertThat(page.getByLabel("Flag default/payment-core")).containsText("/defaultVariant");
            assertThat(page.getByLabel("Flag default/payment-core")).containsText("fintech/payments@4f1c");
            assertThat(page.getByLabel("Service mail")).containsText("Taken away by hand");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Files");
            TestBrowser.checkAllWidthsAndThemes(page, "files");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void exportsObjectAsFile() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/manifests");
            page.getByLabel("Flag default/payment-core").getByText("As a file").click();
            assertThat(page).hasURL(Pattern.compile(".*/manifests/Flag\\?.*payment-core.*"));
            assertThat(page.locator("pre")).containsText("defaultVariant: modern");
            assertThat(page.locator("main")).containsText("./evenkeel export Flag payment-core --in default");
            TestBrowser.checkAllWidthsAndThemes(page, "file-of-a-flag");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsManifestSourceOnFlagPage() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/payment-core");
            assertThat(page.locator("#head")).containsText("From the files payments (fintech/payments@4f1c)");
            TestBrowser.checkAllWidthsAndThemes(page, "flag-from-files");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void exportsObjectsByKindAndReturns404ForUnknownKind() {
        assertThat(server.get("/manifests/Service").body()).contains("kind: Service", "name: payments");
        assertThat(server.get("/manifests/FlagSet").body()).contains("kind: FlagSet", "payment-core:");
        assertThat(server.get("/manifests/NotificationChannel").body()).contains("There is none.");
        assertThat(server.get("/manifests/Nothing").statusCode()).isEqualTo(404);
        assertThat(server.get("/flags/default/payment-core").body())
                .contains(
                        "As a file",
                        "From the files <a href=\"/manifests\">payments</a>",
                        "lasts until they are applied again");
    }
}
