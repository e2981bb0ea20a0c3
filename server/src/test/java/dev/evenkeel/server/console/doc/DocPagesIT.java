// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
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

/// The documentation pages in a real browser, without authentication.
final class DocPagesIT {
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
    void listsDocumentsBySection() {
        Page page = open("/docs");
        TestBrowser.checkAllWidthsAndThemes(page, "docs");

        assertThat(page.locator("#guides h2")).hasText("Guides");
        assertThat(page.locator("#guides li")).not().hasCount(0);
        assertThat(page.locator("#guides").getByText("Gate changes").first()).isVisible();
        assertThat(page.locator("#reference")).containsText("Errors");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    /* All pages have the same structure, so one check per theme suffices for those that take axe seconds. */
    @ParameterizedTest
    @CsvSource({
        "/docs/guides/deploy-to-production, LIGHT, DARK",
        "/docs/get-started/3-first-guarded-rollout, LIGHT, DARK",
        "/docs/reference/permissions, DARK, LIGHT",
        "/docs/reference/guard-proof, LIGHT, DARK",
        "/docs/reference/checks-and-gates, LIGHT, DARK",
        "/docs/adr/0073-share-one-database-with-one-clock-and-additive-migrations, DARK, LIGHT"
    })
    void rendersDocumentsOnDesktopAndPhone(String path, ColorScheme wide, ColorScheme narrow) {
        Page page = open(path);
        String name = "docs" + path.substring(path.lastIndexOf('/')).replace('/', '-');
        TestBrowser.checkAccessibilityAndFit(page, name, 1280, wide);
        TestBrowser.checkAccessibilityAndFit(page, name, 390, narrow);

        assertThat(page.locator(".doc-tree [aria-current]")).hasCount(1);
        assertThat(page.locator("article h1")).isVisible();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void rendersDocumentOnTablet() {
        Page page = open("/docs/concepts/guard");
        TestBrowser.checkAllWidthsAndThemes(page, "docs-guard", 1000);

        assertThat(page.locator(".doc-tree [aria-current]")).hasCount(1);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void fitsCliReferencePageIntoViewport() {
        Page page = open("/docs/cli/rollout");
        TestBrowser.checkFit(page, "docs-cli-rollout", 1280, 390);

        assertThat(page.locator("article h2")).not().hasCount(0);
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void loadsImages() {
        Page page = open("/docs/reference/guard-proof");
        Locator pictures = page.locator("article img");
        assertThat(pictures).hasCount(2);
        assertThat(pictures.evaluateAll("all => all.every(one => one.complete && one.naturalWidth > 0)"))
                .isEqualTo(true);
    }

    @Test
    void followsLinksToSectionsOfOtherDocuments() {
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
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void searchesWhileTyping() {
        Page page = open("/docs");
        page.keyboard().press("/");
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().type("freeze wind");

        Locator first = page.locator(".doc-hits li").first();
        assertThat(first.locator("a")).hasAttribute("href", "/docs/guides/gate-changes#add-freeze-windows");
        assertThat(first.locator("mark").first()).hasText(Pattern.compile("freeze", Pattern.CASE_INSENSITIVE));
        assertThat(page).hasURL(server.uri("/docs") + "?q=freeze+wind");
        TestBrowser.checkAllWidthsAndThemes(page, "docs-found");

        page.reload();
        assertThat(page.locator("#q")).hasValue("freeze wind");
        page.locator(".doc-hits a").first().click();
        page.waitForURL(server.uri("/docs/guides/gate-changes") + "#add-freeze-windows");
        assertThat(page.locator("#add-freeze-windows")).isInViewport();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gate changes, /docs/guides/gate-changes",
        "sdk protocol, /docs/reference/sdk-protocol",
        "innovation tokens, /docs/guides/technology-radar",
        "permissions, /docs/reference/permissions",
        "FORECASTS scöre, /docs/guides/forecasts",
        "how do I send notifications to slack, /docs/guides/notifications",
        "how do I define slos, /docs/guides/define-slos",
        "forecasts scoer, /docs/guides/forecasts"
    })
    void ranksBestMatchingSectionFirst(String query, String path) {
        Page page = open("/docs");
        page.locator("#q").fill(query);

        assertThat(page.locator(".doc-hits a").first()).hasAttribute("href", path);
    }

    @Test
    void ignoresUnknownWordsWhenRanking() {
        Page page = open("/docs");
        Locator links = page.locator(".doc-hits a");
        page.locator("#q").fill("freeze window");
        assertThat(links).not().hasCount(0);
        Object all = links.evaluateAll("all => all.map(one => one.pathname + one.hash)");
        page.locator("#q").fill("freeze window zzzz");

        assertThat(links.evaluateAll("all => all.map(one => one.pathname + one.hash)"))
                .isEqualTo(all);
    }

    @Test
    void reportsPrefixUsedForMisspelledWord() {
        Page page = open("/docs?q=rollbakc+freeze");
        assertThat(page.locator("#finding"))
                .containsText("No section contains \"rollbakc\"; the results are for \"rollba\".");
        assertThat(page.locator(".doc-hits mark").getByText("rollback").first()).isVisible();
    }

    @Test
    void showsAllDocumentsIfNothingIsFound() {
        Page page = open("/docs?q=zzzz");
        assertThat(page.locator("#finding")).containsText("No section contains most of these words.");
        assertThat(page.locator("#guides li")).not().hasCount(0);
    }

    @Test
    void worksWithoutScripts() {
        Page page = browser.page();
        page.route(Pattern.compile("\\.js"), Route::abort);
        page.navigate(server.uri("/docs").toString());
        page.locator("#guides a").first().click();

        assertThat(page.locator("article h1")).isVisible();
        assertThat(page.locator(".doc-tree [aria-current]")).hasCount(1);
    }

    @Test
    void opensSearchFromDocument() {
        Page page = open("/docs/guides/gate-changes");
        page.keyboard().press("/");
        page.keyboard().type("error budget");
        page.keyboard().press("Enter");
        page.waitForURL(server.uri("/docs") + "?q=error+budget");

        assertThat(page.locator(".doc-hits li")).not().hasCount(0);
    }

    @Test
    void opensDocumentationFromConsoleByShortcut() {
        Page page = browser.page(server, "/flags");
        page.keyboard().press("g");
        page.keyboard().press("m");
        page.waitForURL(server.uri("/docs").toString());

        assertThat(page.locator("header [data-key=m]")).hasAttribute("aria-current", "page");
    }

    @Test
    void returns304ForUnchangedPage() {
        HttpResponse<String> page =
                server.send(server.request("/docs/guides/gate-changes").GET());
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'");
        assertThat(page.headers().firstValue("Last-Modified")).isEmpty();
        String tag = page.headers().firstValue("ETag").orElseThrow();

        assertThat(server.send(server.request("/docs/guides/gate-changes")
                                .header("If-None-Match", tag)
                                .GET())
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/pictures/overview.png",
                "/docs/reference/guard-delay.svg",
                "/docs/deploy/nginx.conf",
                "/docs/observability/evenkeel-alerts.yaml",
                "/docs/guides/gate-changes.md",
                "/docs/search.json"
            })
    void servesAttachedFilesWithoutAuthentication(String path) {
        assertThat(server.send(server.request(path).GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void servesDocumentationWithoutAuthentication() {
        HttpResponse<String> answer = server.send(server.request("/docs").GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/",
                "/docs/guides/fly",
                "/docs/guides",
                "/docs/guides/fly.md",
                "/docs/../application.yml",
                "/docs/%2e%2e/x"
            })
    void rejectsPathsOutsideDocumentation(String path) {
        HttpResponse<String> answer = server.send(server.request(path).GET());
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .satisfiesAnyOf(
                        policy -> assertThat(policy).startsWith("default-src 'self'"),
                        policy -> assertThat(policy).isEmpty());
    }
}
