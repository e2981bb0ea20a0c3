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

        assertThat(page.locator("#how-to h2")).hasText("How to");
        assertThat(page.locator("#how-to li")).not().hasCount(0);
        assertThat(page.locator("#how-to").getByText("Close the gate").first()).isVisible();
        assertThat(page.locator("#reference")).containsText("Errors");
        assertThat(browser.complaints()).isEmpty();
    }

    /* All are made alike, so that each theme once suffices for those that axe takes seconds for. */
    @ParameterizedTest
    @CsvSource({
        "/docs/how-to/run-in-production, LIGHT, DARK",
        "/docs/tutorial/guard-a-method, LIGHT, DARK",
        "/docs/reference/access, DARK, LIGHT",
        "/docs/reference/guard-proof, LIGHT, DARK",
        "/docs/reference/checks, LIGHT, DARK",
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
        Page page = open("/docs/concepts/balance");
        TestBrowser.checkEverywhere(page, "docs-balance", 1000);

        assertThat(page.locator(".doc-tree [aria-current]")).hasCount(1);
        assertThat(browser.complaints()).isEmpty();
    }

    /* Too long for axe, which would take half a minute for what is made like every other one. */
    @Test
    void theLongestDocumentFits() {
        Page page = open("/docs/reference/cli");
        TestBrowser.checkFit(page, "docs-cli", 1280, 390);

        assertThat(page.locator("article h4")).not().hasCount(0);
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
        Page page = open("/docs/reference/access");
        page.locator("article a[href='/docs/reference/http-api#the-service-catalogue']")
                .click();
        page.waitForURL(server.uri("/docs/reference/http-api").toString() + "#the-service-catalogue");

        assertThat(page.locator("#the-service-catalogue")).isInViewport();
        page.locator("nav.doc-side a[href='#events-of-a-rollout']").click();
        assertThat(page.locator("#events-of-a-rollout")).isInViewport();
        page.locator(".pager a[rel=prev]").click();
        assertThat(page).hasURL(Pattern.compile(".*/docs/reference/[a-z-]+$"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void somebodyFindsASectionByTyping() {
        Page page = open("/docs");
        page.keyboard().press("/");
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().type("freeze calend");

        Locator first = page.locator(".doc-hits li").first();
        assertThat(first.locator("a")).hasAttribute("href", "/docs/how-to/close-the-gate#freeze");
        assertThat(first.locator("mark").first()).hasText(Pattern.compile("freeze", Pattern.CASE_INSENSITIVE));
        assertThat(page).hasURL(server.uri("/docs") + "?q=freeze+calend");
        TestBrowser.checkEverywhere(page, "docs-found");

        page.reload();
        assertThat(page.locator("#q")).hasValue("freeze calend");
        page.locator(".doc-hits a").first().click();
        page.waitForURL(server.uri("/docs/how-to/close-the-gate") + "#freeze");
        assertThat(page.locator("#freeze")).isInViewport();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whereNothingIsFoundTheNextSearchIsOffered() {
        Page page = open("/docs?q=rollbakc+freeze");
        assertThat(page.locator("#finding")).hasText("No section has all of these words.");
        TestBrowser.checkEverywhere(page, "docs-nothing");
        page.locator(".doc-alone")
                .getByText("rollback", new Locator.GetByTextOptions().setExact(true))
                .click();

        assertThat(page.locator("#q")).hasValue("rollback freeze");
        assertThat(page.locator(".doc-hits li")).not().hasCount(0);
    }

    @Test
    void aDocumentLeadsToASearch() {
        Page page = open("/docs/how-to/close-the-gate");
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
    }

    @Test
    void whatIsNoDocumentSaysSoAndOffersTheSearch() {
        HttpResponse<String> answer =
                server.send(server.request("/docs/how-to/fly").GET());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no document how-to/fly").contains("id=\"docs-search\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/pictures/overview.png",
                "/docs/reference/guard-delay.svg",
                "/docs/deploy/Containerfile",
                "/docs/observability/evenkeel-alerts.yaml",
                "/docs/how-to/close-the-gate.md"
            })
    void filesBesideTheDocumentsAreServed(String path) {
        assertThat(server.send(server.request(path).GET()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/", "/docs/how-to/fly.md", "/docs/../application.yml", "/docs/%2e%2e/x"})
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
