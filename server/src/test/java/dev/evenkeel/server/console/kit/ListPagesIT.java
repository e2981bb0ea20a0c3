// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Long lists of the console: layout on phones and wide screens, and keyboard operation.
final class ListPagesIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final double TALLEST_ROW = 120;
    private static final int MANY = 60;

    private static final String ROWS =
            "() => [...document.querySelectorAll('.compact tbody tr')].map(row => row.getBoundingClientRect().height)";
    private static final String TOO_WIDE = """
            () => [...document.querySelectorAll('main p, main dd, .rules > li, .entry-words')].filter(one =>
                one.getBoundingClientRect().width > 96 * parseFloat(getComputedStyle(one).fontSize) + 1)
                .map(one => one.outerHTML.slice(0, 120))""";

    private static TestServer server;
    private static TestBrowser browser;

    @BeforeAll
    static void start() {
        browser = TestBrowser.start();
        server = TestServer.start();
        String flags = IntStream.range(0, MANY)
                .mapToObj(i -> """
                        "checkout.payment-methods.limit-%02d":{"state":"%s","variants":{"on":true,"off":false},
                         "defaultVariant":"on","metadata":{"description":"Most that one customer pays by method %d"}}""".formatted(i, i % 7 == 0 ? "DISABLED" : "ENABLED", i))
                .collect(Collectors.joining(","));
        requireSuccess(server.put(ENVIRONMENT + "/flags?reason=limits", Json.of("{'flags':{%s}}", flags)));
        requireSuccess(server.put("/api/v1/services/shop", Json.of("{'owner':'team-shop'}")));
        Instant at = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        String changes = IntStream.range(0, MANY)
                .mapToObj(i -> """
                        {"source":"jenkins","externalId":"build-%1$d","service":"shop","environment":"default",
                         "title":"Replace the library that reads prices, build %1$d","kind":"CONFIG","state":"COMPLETED",
                         "at":"%2$s"}""".formatted(i, at.minus(Duration.ofHours(i))))
                .collect(Collectors.joining(","));
        requireSuccess(server.post("/api/v1/changes/import", Json.of("{'changes':[%s]}", changes)));
        requireSuccess(server.post(ENVIRONMENT + "/rollouts", """
                {"flag":"checkout.payment-methods.limit-01","control":"off","candidate":"on","plan":"fast",
                 "reason":"a higher limit"}"""));
        for (int i = 0; i < 8; i++) {
            requireSuccess(server.post("/api/v1/incidents", """
                    {"service":"shop","title":"Carts are empty for customers who come back, case %d","change":"change:x-%d"}""".formatted(i, i)));
        }
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

    @ParameterizedTest
    @CsvSource({"/changes, 50", "/flags, 50", "/incidents, 8", "/audit, 10", "/rollouts, 1"})
    void limitsRowHeightOnPhoneAndFitsDesktopWidth(String path, int rows) {
        String name = "list" + path.replace('/', '-');
        Page page = browser.page(390, ColorScheme.LIGHT);
        TestBrowser.signIn(page, server, path);
        TestBrowser.checkAllWidthsAndThemes(page, name, 390);

        List<?> heights = (List<?>) page.evaluate(ROWS);
        assertThat(heights).hasSizeGreaterThanOrEqualTo(rows);
        assertThat(heights)
                .allSatisfy(
                        height -> assertThat(((Number) height).doubleValue()).isLessThanOrEqualTo(TALLEST_ROW));
        TestBrowser.checkFit(page, name, 1280);
        assertThat(page.locator("thead").first()).isVisible();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void limitsTextWidthOnWideScreens() {
        Page page = browser.page();
        for (String path :
                List.of("/changes", "/flags", "/incidents", "/audit", "/", "/users", "/gates", "/forecasts")) {
            TestBrowser.signIn(page, server, path);
            TestBrowser.checkFit(page, "wide" + path.replace('/', '-'), 2560);

            assertThat((List<?>) page.evaluate(TOO_WIDE)).as(path).isEmpty();
        }
    }

    @Test
    void searchesFlagListByKeyboard() {
        Page page = browser.page(server, "/");
        page.keyboard().press("g");
        page.keyboard().press("f");
        page.waitForURL(server.uri("/flags").toString());
        TabOrderCheck.verify(page);

        page.keyboard().press("Tab");
        page.keyboard().press("/");
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().type("limit-59");
        assertThat(page.locator("#flag-table tbody tr")).hasCount(1);
        assertThat(browser.consoleErrors()).isEmpty();
    }
}
