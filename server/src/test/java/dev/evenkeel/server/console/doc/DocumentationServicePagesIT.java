// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The documents in a real browser, read by somebody who has not signed in.
final class DocumentationServicePagesIT {
    private static TestServer server;
    private static TestBrowser browser;

    @BeforeAll
    static void start() {
        browser = TestBrowser.start();
        server = TestServer.start();
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            server.close();
        }
    }

    private static Page open(String path) {
        Page page = browser.page();
        page.navigate(server.uri(path).toString());
        assertThat(page.locator("h1")).isVisible();
        return page;
    }

    @Test
    @Tag("quick")
    void allDocumentsStandByWhatTheyAreFor() {
        Page page = open("/docs");
        TestBrowser.checkEverywhere(page, "docs");

        assertThat(page.locator("#guides h2")).hasText("Guides");
        assertThat(page.locator("#guides li")).not().hasCount(0);
        assertThat(page.locator("#guides").getByText("Gate changes").first()).isVisible();
        assertThat(page.locator("#reference")).containsText("Errors");
        assertThat(browser.complaints()).isEmpty();
    }

    /* All are made alike, so that each theme once suffices for those that axe takes seconds for. */
    @ParameterizedTest
    @CsvSource({
        "/docs/guides/deploy-to-production, LIGHT, DARK",
        "/docs/get-started/3-first-guarded-rollout, LIGHT, DARK",
        "/docs/reference/permissions, DARK, LIGHT",
        "/docs/reference/guard-proof, LIGHT, DARK",
        "/docs/reference/checks-and-gates, LIGHT, DARK",
        "/docs/adr/0073-share-one-database-with-one-clock-and-additive-migrations, DARK, LIGHT"
    })
    void aDocumentIsReadOnEveryScreen(String path, ColorScheme wide, ColorScheme narrow) {
        Page page = open(path);
        String name = "docs" + path.substring(path.lastIndexOf('/')).replace('/', '-');
        TestBrowser.check(page, name, 1280, wide);
        TestBrowser.check(page, name, 390, narrow);

        assertThat(page.locator(".doc-tree [aria-current]")).hasCount(1);
        assertThat(page.locator("article h1")).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aDocumentIsReadOnATablet() {
        Page page = open("/docs/concepts/guard");
        TestBrowser.checkEverywhere(page, "docs-guard", 1000);

        assertThat(page.locator(".doc-tree [aria-current]")).hasCount(1);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPageOfTheCommandLineReferenceFits() {
        Page page = open("/docs/cli/rollout");
        TestBrowser.checkFit(page, "docs-cli-rollout", 1280, 390);

        assertThat(page.locator("article h2")).not().hasCount(0);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void picturesAreLoaded() {
        Page page = open("/docs/reference/guard-proof");
        Locator pictures = page.locator("article img");
        assertThat(pictures).hasCount(2);
        assertThat(pictures.evaluateAll("all => all.every(one => one.complete && one.naturalWidth > 0)"))
                .isEqualTo(true);
    }

    @Test
    void linksLeadFromOneDocumentToAPlaceInAnother() {
        Page page = open("/docs/guides/gate-changes");
        String path = "/docs/guides/migrate-a-data-store";
        page.locator("article a[href='" + path + "#edit-the-flag-directly']")
                .first()
                .click();
        page.waitForURL(server.uri(path) + "#edit-the-flag-directly");

        assertThat(page.locator("#edit-the-flag-directly")).isInViewport();
        Locator last = page.locator("nav.doc-side a").last();
        String section = last.getAttribute("href");
        last.click();
        assertThat(page.locator(section)).isInViewport();
        page.locator(".pager a[rel=prev]").click();
        assertThat(page).hasURL(Pattern.compile(".*/docs/guides/[a-z-]+$"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void somebodyFindsASectionByTyping() {
        Page page = open("/docs");
        page.keyboard().press("/");
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().type("freeze wind");

        Locator first = page.locator(".doc-hits li").first();
        assertThat(first.locator("a")).hasAttribute("href", "/docs/guides/gate-changes#add-freeze-windows");
        assertThat(first.locator("mark").first()).hasText(Pattern.compile("freeze", Pattern.CASE_INSENSITIVE));
        assertThat(page).hasURL(server.uri("/docs") + "?q=freeze+wind");
        TestBrowser.checkEverywhere(page, "docs-found");

        page.reload();
        assertThat(page.locator("#q")).hasValue("freeze wind");
        page.locator(".doc-hits a").first().click();
        page.waitForURL(server.uri("/docs/guides/gate-changes") + "#add-freeze-windows");
        assertThat(page.locator("#add-freeze-windows")).isInViewport();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whereNothingIsFoundTheNextSearchIsOffered() {
        Page page = open("/docs?q=rollbakc+freeze");
        assertThat(page.locator("#finding")).hasText("No section contains most of these words.");
        TestBrowser.checkEverywhere(page, "docs-nothing");
        page.locator(".doc-alone")
                .getByText("rollback", new Locator.GetByTextOptions().setExact(true))
                .click();

        assertThat(page.locator("#q")).hasValue("rollback freeze");
        assertThat(page.locator(".doc-hits li")).not().hasCount(0);
    }

    @Test
    void aDocumentLeadsToASearch() {
        Page page = open("/docs/guides/gate-changes");
        page.keyboard().press("/");
        page.keyboard().type("error budget");
        page.keyboard().press("Enter");
        page.waitForURL(server.uri("/docs") + "?q=error+budget");

        assertThat(page.locator(".doc-hits li")).not().hasCount(0);
    }

    @Test
    void theConsoleLeadsToTheDocuments() {
        Page page = browser.page(server, "/flags");
        page.keyboard().press("g");
        page.keyboard().press("m");
        page.waitForURL(server.uri("/docs").toString());

        assertThat(page.locator("header [data-key=m]")).hasAttribute("aria-current", "page");
        assertThat(page.locator("header .viewer")).containsText("Signed in as");
    }

    @Test
    void whatIsNoDocumentSaysSoAndOffersTheSearch() {
        HttpResponse<String> answer =
                server.send(server.request("/docs/guides/fly").GET());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("This version has no document \"guides/fly\"")
                .contains("id=\"docs-search\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/pictures/overview.png",
                "/docs/reference/guard-delay.svg",
                "/docs/deploy/nginx.conf",
                "/docs/observability/evenkeel-alerts.yaml",
                "/docs/guides/gate-changes.md"
            })
    void filesBesideTheDocumentsAreServed(String path) {
        assertThat(server.send(server.request(path).GET()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/", "/docs/guides/fly.md", "/docs/../application.yml", "/docs/%2e%2e/x"})
    void nothingElseIsOpen(String path) {
        HttpResponse<String> answer = server.send(server.request(path).GET());
        assertThat(answer.statusCode()).isIn(200, 400, 404);
        if (!path.equals("/docs")) {
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        }
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .satisfiesAnyOf(
                        policy -> assertThat(policy).startsWith("default-src 'self'"),
                        policy -> assertThat(policy).isEmpty());
    }
}
