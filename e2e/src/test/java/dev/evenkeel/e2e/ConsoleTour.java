// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.PaymentServiceSetup;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/// The console in a real browser, on what a story of the demo has left behind, while its customers pay again:
/// the main task of each page is done as a person would, and each kind of page is opened, looked at by axe and,
/// when asked for with `-Devenkeel.pictures=DIR`, pictured.
final class ConsoleTour {
    private static final int MOST_BYTES = 300_000;
    /* Pages show traffic, but no task waits for evidence. */
    private static final double PER_SECOND = 10;
    private static final Pattern PAGE = Pattern.compile("\\| `GET (/[^`]*)` \\| (?:view|everybody) \\|.*");
    /* For programs, and a part of a page. */
    private static final List<String> NOT_PAGES =
            List.of("/api/", "/integrations/", "/metrics", "/flagd/", "/flags/{environment}/{key}/deletion");
    private static final List<String> STANDARDS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /* Empty when the page does not scroll horizontally, otherwise the last elements beyond its right edge. */
    private static final String TOO_WIDE = """
            () => document.documentElement.scrollWidth <= window.innerWidth ? [] :
                [...document.body.querySelectorAll('*')]
                    .filter(one => one.getBoundingClientRect().right > window.innerWidth)
                    .slice(-5)
                    .map(one => `${one.cloneNode().outerHTML} to ${one.getBoundingClientRect().right} px`)""";
    private static final Duration LAID_OUT_WITHIN = Duration.ofSeconds(30);

    private record Viewport(int width, ColorScheme scheme) {}

    private static final List<Viewport> VIEWPORTS = List.of(
            new Viewport(1280, ColorScheme.LIGHT),
            new Viewport(390, ColorScheme.DARK),
            new Viewport(1280, ColorScheme.DARK),
            new Viewport(390, ColorScheme.LIGHT));

    private final DemoEnvironment environment;
    private final ConsoleBrowser browser;
    private final List<String> faults = new ArrayList<>();
    private final String pictures = System.getProperty("evenkeel.pictures", "");

    private ConsoleTour(DemoEnvironment environment, ConsoleBrowser browser) {
        this.environment = environment;
        this.browser = browser;
    }

    /// Runs the tour.
    ///
    /// @param data folder of a completed demo of the core
    static void run(Path data) throws IOException, InterruptedException {
        var options = new DemoOptions(Repository.root(), data, 0, PER_SECOND, true, 10_000, 2);
        try (var environment = new DemoEnvironment(options, PaymentServiceSetup.CORE)) {
            environment.open();
            environment.openTraffic().start(2);
            try (var browser = ConsoleBrowser.open(environment.pageLink("/clients"))) {
                var tour = new ConsoleTour(environment, browser);
                var tasks = new ConsoleUserTasks(browser);
                List<String> undone = tasks.runAll();
                tour.visitEveryPage(tasks.timelinePath());
                undone.addAll(tour.faults);
                assertThat(undone)
                        .as(
                                "failed tasks and pages: %s",
                                String.join(" | ", undone).replaceAll("\\s+", " "))
                        .isEmpty();
            }
        }
    }

    /* Of a kind, the page that is found first: what the migration leads to before what was only tried. */
    private void visitEveryPage(String timelinePath) throws IOException {
        Map<Pattern, Optional<String>> kinds = new LinkedHashMap<>();
        kinds().forEach(kind -> kinds.put(kind, Optional.empty()));
        Deque<String> found = new ArrayDeque<>(List.of("/", timelinePath));
        while (!found.isEmpty()) {
            String path = found.poll();
            kinds.entrySet().stream()
                    .filter(kind -> kind.getKey().matcher(path).matches())
                    .findFirst()
                    .filter(kind -> kind.getValue().isEmpty())
                    .ifPresent(kind -> {
                        kind.setValue(Optional.of(path));
                        found.addAll(visit(path));
                    });
        }
        kinds.entrySet().stream()
                .filter(kind -> kind.getValue().isEmpty())
                .map(kind -> "no link leads to " + kind.getKey())
                .forEach(faults::add);
    }

    /* Those with fixed names before those with names of things. */
    private static List<Pattern> kinds() throws IOException {
        List<String> paths = new ArrayList<>();
        for (String line : Files.readAllLines(Repository.root().resolve("spec/permissions.md"))) {
            Matcher page = PAGE.matcher(line);
            if (page.matches() && NOT_PAGES.stream().noneMatch(page.group(1)::startsWith)) {
                paths.add(page.group(1));
            }
        }
        return Stream.concat(
                        paths.stream().filter(path -> !path.contains("{")),
                        paths.stream().filter(path -> path.contains("{")))
                .map(path -> Pattern.compile(path.replace(".", "\\.").replaceAll("\\{[^/]*}", "[^/]+")))
                .toList();
    }

    /* The paths of all its links. */
    private List<String> visit(String path) {
        List<Viewport> viewports = pictures.isEmpty() ? VIEWPORTS.subList(0, 2) : VIEWPORTS;
        List<String> links = List.of();
        for (Viewport viewport : viewports) {
            String what = path + " at " + viewport.width + " px, " + viewport.scheme;
            try (Page page = browser.page(viewport.width, viewport.scheme)) {
                page.navigate(environment.serverAddress().resolve(path).toString());
                if (page.locator("#chart-evidence").count() > 0) {
                    page.waitForSelector("#chart-evidence canvas");
                }
                takePicture(page, path, viewport);
                links = browser.links(page);
                checkAccessibility(page, what);
                assertThat(transferredBytes(page))
                        .as("bytes of the first load of %s", path)
                        .isBetween(1, MOST_BYTES);
            } catch (PlaywrightException | AssertionError | ConditionTimeoutException e) {
                faults.add(what + ": " + e.getMessage());
            }
        }
        return links;
    }

    /// Returns the compressed size of all responses that the page has loaded, without the event stream.
    private static int transferredBytes(Page page) {
        Object bytes = page.evaluate("""
                () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                    .filter(entry => !entry.name.includes('/events'))
                    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)""");
        return ((Number) bytes).intValue();
    }

    private void checkAccessibility(Page page, String what) {
        /* The bar that stays in reach lies over what is read, which axe takes for too small. */
        page.evaluate("document.querySelector('.note-bar')?.style.setProperty('position', 'static')");
        assertThat(new AxeBuilder(page).withTags(STANDARDS).analyze().getViolations())
                .as(what)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
        await().atMost(LAID_OUT_WITHIN)
                .untilAsserted(() -> assertThat((List<?>) page.evaluate(TOO_WIDE))
                        .as("elements of %s that reach beyond the right edge", what)
                        .isEmpty());
        browser.requireNoErrors(what);
    }

    private void takePicture(Page page, String path, Viewport viewport) {
        if (!pictures.isEmpty()) {
            String name = path.equals("/") ? "overview" : path.substring(1).replaceAll("[^A-Za-z0-9]+", "-");
            String file =
                    name + "-" + viewport.width + "-" + viewport.scheme.name().toLowerCase(Locale.ROOT) + ".png";
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(pictures, file)));
        }
    }
}
