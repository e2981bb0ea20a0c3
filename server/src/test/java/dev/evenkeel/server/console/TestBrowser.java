// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Chromium of this machine, and what its console complained about.
final class TestBrowser implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /* For a page on a machine that has other things to do. */
    private static final double PATIENCE_MILLIS = 20_000;

    /* One for all tests of the JVM, which run in one thread: to start one takes longer than most tests. */
    private static @Nullable Browser running;

    private final Browser browser;
    private final List<BrowserContext> sessions = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private TestBrowser(Browser browser) {
        this.browser = browser;
    }

    private static Browser running(Path chromium) {
        if (running == null || !running.isConnected()) {
            running = launch(chromium);
        }
        return running;
    }

    /* Ends with the JVM, whose child the driver is. */
    private static Browser launch(Path chromium) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(FLAGS));
    }

    /// Skips the calling test class when there is none.
    static TestBrowser start() {
        Optional<Path> chromium = Stream.of(
                        System.getenv("EVENKEEL_CHROMIUM"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> path != null && !path.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                chromium.isPresent(),
                "No Chromium found: all browser tests of this class are skipped. Install one, or set EVENKEEL_CHROMIUM.");
        return new TestBrowser(running(chromium.orElseThrow()));
    }

    /// A new page in a session of its own, in Zurich.
    Page page(int width, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 800)
                .setColorScheme(scheme)
                .setTimezoneId("Europe/Zurich"));
        sessions.add(context);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        return page;
    }

    /// Signs in by a link with the administrator's token, and waits until the browser is where the link leads.
    static void signIn(Page page, TestServer server, String path) {
        page.navigate(server.uri(path + "?token=" + TestServer.ADMIN_TOKEN).toString());
        page.waitForURL(server.uri(path).toString());
    }

    /// A button by its whole name.
    static Locator button(Locator place, String name) {
        return place.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /// The same, anywhere on a page.
    static Locator button(Page page, String name) {
        return button(page.locator("body"), name);
    }

    /// Waits until a page can no longer be scrolled sideways; fails when that takes longer than a page may take. It may
    /// be laid out for the width of a window at first, before it gets its own.
    static void awaitFit(Page page) {
        await().atMost(30, SECONDS).pollInterval(50, MILLISECONDS).until(() -> fits(page));
    }

    /* Asked anew each time: what Playwright polls with inside of the page is eval, which the console's policy forbids. */
    private static boolean fits(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth === window.innerWidth");
    }

    /// Waits until nothing scrolls sideways, makes a picture, and has axe look at it.
    static void settled(Page page, String name) {
        awaitFit(page);
        picture(page, name);
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(name).isEmpty();
    }

    /// Makes a picture of a whole page, for looking at by hand: only with `-Devenkeel.pictures=DIR`.
    static void picture(Page page, String name) {
        String folder = System.getProperty("evenkeel.pictures", "");
        if (!folder.isEmpty()) {
            boolean dark = (boolean) page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(
                            folder, name + "-" + page.viewportSize().width + (dark ? "-dark" : "-light") + ".png")));
        }
    }

    /// Errors and warnings of all open pages.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void closePages() {
        sessions.forEach(BrowserContext::close);
        sessions.clear();
        complaints.clear();
    }

    @Override
    public void close() {
        closePages();
    }
}
