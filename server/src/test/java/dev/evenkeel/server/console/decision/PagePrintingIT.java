// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.AccessibilityCheck;
import dev.evenkeel.server.console.kit.ConsoleFixture;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.console.rollout.SimulatedRollout;
import dev.evenkeel.server.console.rollout.SimulatedRollout.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pages printed on A4 paper: black on white in every theme.
final class PagePrintingIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final Instant START = Instant.parse("2026-01-05T13:00:00Z");

    /* A4 without its margins, in CSS pixels. */
    private static final int PAPER = 710;

    private static final String NOT_FOR_PAPER = """
            () => [...document.querySelectorAll('nav, button, form, footer, header, dialog, .btn')]
                .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))""";
    private static final String CUT = """
            () => [...document.querySelectorAll('main *')].filter(one => one.checkVisibility()
                    && !one.closest('.visually-hidden') && one.getBoundingClientRect().right > innerWidth + 1)
                .map(one => one.outerHTML.slice(0, 120))""";
    private static final String PAINTED = """
            () => [...document.querySelectorAll('canvas')].map(canvas => {
                const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                const found = {paper: 0, screen: 0};
                for (let i = 0; i < data.length; i += 4) {
                    const pixel = (data[i] << 16) + (data[i + 1] << 8) + data[i + 2];
                    if (pixel === 0x1066ca) found.paper++;
                    if (pixel === 0x6cb0ff) found.screen++;
                }
                return found.paper > 20 && found.screen === 0;
            })""";

    private static TestBrowser browser;
    private static TestServer server;
    private static ConsoleFixture rollouts;
    private static String assessment = "";
    private static String incident = "";

    @BeforeAll
    static void start() throws IOException {
        browser = TestBrowser.start();
        rollouts = new ConsoleFixture(0, Clock.fixed(START.plusSeconds(80), ZoneOffset.UTC));
        rollouts.add(new SimulatedRollout("running", Scenario.GOOD, START).advance(80));
        rollouts.add(new SimulatedRollout("waiting", Scenario.WAITING, START).advance(80));
        rollouts.add(new SimulatedRollout("bad", Scenario.BAD, START).advance(72));
        server = TestServer.start();
        requireSuccess(server.put(ENVIRONMENT + "/flags", """
                {"flags":{"core":{"state":"ENABLED","variants":{"old":"o","new":"n"},"defaultVariant":"old"}}}"""));
        requireSuccess(server.put("/api/v1/services/payments", """
                {"owner":"payments","flags":[{"environment":"default","flag":"core"}]}"""));
        incident = id(requireSuccess(server.post("/api/v1/incidents", """
                {"service":"payments","title":"payments were booked twice","severity":"SEV1","affected":["p-1","p-2"]}""")));
        requireSuccess(server.post("/api/v1/incidents/" + incident + "/acknowledge", Json.of("{'onBehalfOf':'ann'}")));
        requireSuccess(server.post("/api/v1/incidents/" + incident + "/follow-ups", """
                {"description":"remove core","owner":"bob","dueDate":"2030-12-01","expectedEffect":"nobody turns it on",
                 "verifiedBy":"the flag is gone"}"""));
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String tale = Files.readString(Path.of("../examples/risk/tale.yaml"))
                .replace("asOf: 2026-11-26", "asOf: " + today)
                .replace("start: 2026-11-30", "start: " + today);
        var order = JsonMapper.shared()
                .createObjectNode()
                .put("flag", "core")
                .put("case", tale)
                .put("draws", 2_000);
        assessment = id(requireSuccess(server.post(ENVIRONMENT + "/assessments", order.toString())));
        requireSuccess(server.post("/api/v1/assessments/" + assessment + "/decision", """
                {"course":"stabilise first","onBehalfOf":"vera","reason":"one in ten","dissent":"tom: too slow"}"""));
    }

    private static String id(JsonNode created) {
        return created.path("id").asString();
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            rollouts.close();
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "running, LIGHT",
        "running, DARK",
        "waiting, DARK",
        "bad, LIGHT",
        "bad, DARK",
    })
    void printsRolloutPageWithCharts(String id, ColorScheme scheme) {
        Page page = browser.page(1280, scheme);
        page.navigate(rollouts.address() + "/rollouts/" + id);
        assertThat(page.locator("#chart-traffic figcaption")).containsText(":");

        print(page, "print-rollout-" + id + "-" + scheme);

        assertThat(page.locator("canvas")).hasCount(4);
        assertThat(page.evaluate(PAINTED)).isEqualTo(List.of(true, true, true, true));
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void printsMemoReportAndIncidentPages(ColorScheme scheme) {
        Page page = browser.page(1280, scheme);
        TestBrowser.signIn(page, server, "/assessments");
        for (String path : List.of(
                "/assessments/" + assessment, "/changes/default/core", "/incidents/" + incident, "/assessments")) {
            page.navigate(server.uri(path).toString());
            print(page, "print-" + path.replaceAll("[^a-z]+", "-") + scheme);
        }
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void switchesToLightThemeWhilePrinting() {
        Page page = browser.page(1280, ColorScheme.DARK);
        page.navigate(rollouts.address() + "/rollouts/running");
        assertThat(page.locator("#chart-traffic figcaption")).containsText(":");
        page.evaluate("() => addEventListener('beforeprint', () => "
                + "{ window.printedIn = document.documentElement.dataset.bsTheme; })");

        byte[] paper = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));

        assertThat(paper).isNotEmpty();
        assertThat(page.evaluate("() => window.printedIn")).isEqualTo("light");
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
    }

    private static void print(Page page, String name) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.setViewportSize(PAPER, 1000);
        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "light");
        TestBrowser.awaitFit(page);
        TestBrowser.takeScreenshot(page, name);
        assertThat((List<?>) page.evaluate(NOT_FOR_PAPER)).as(name).isEmpty();
        assertThat((List<?>) page.evaluate(CUT)).as(name).isEmpty();
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(255, 255, 255)");
        assertThat(page.locator("h1").first()).hasCSS("color", "rgb(0, 0, 0)");
        assertThat(AccessibilityCheck.COLOUR_RULES.violations(page)).as(name).isEmpty();
        pdf(page, name);
    }

    /* Writes a file for manual review with -Devenkeel.pictures=DIR. */
    private static void pdf(Page page, String name) {
        String folder = System.getProperty("evenkeel.pictures", "");
        if (!folder.isEmpty()) {
            page.pdf(new Page.PdfOptions()
                    .setPreferCSSPageSize(true)
                    .setPrintBackground(true)
                    .setPath(Path.of(folder, name + ".pdf")));
        }
    }
}
