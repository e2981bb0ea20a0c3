// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import dev.evenkeel.server.TestServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pages in the installed Chromium, and the errors and warnings of their consoles.
///
/// A test exercises a behaviour once, on a page of the usual size and theme, and calls [#checkAllWidthsAndThemes] in
/// each state that a user may see: it checks that state at several widths in both themes. One fast test of
/// each area of the console, which shows a page of it and checks that page, has the JUnit tag `quick`.
public final class TestBrowser implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /* For a busy machine. */
    private static final double PATIENCE_MILLIS = 60_000;

    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final int HEIGHT = 800;

    /* Whether the page has this width and does not scroll horizontally, and has the colors of the theme of the screen,
    or the light ones on paper, without a running transition. */
    private static final String SETTLED = """
            width => {
                const root = document.documentElement;
                const theme = matchMedia('screen and (prefers-color-scheme: dark)').matches ? 'dark' : 'light';
                return window.innerWidth === width && root.scrollWidth === width
                    && (root.dataset.bsTheme ?? theme) === theme
                    && !document.getAnimations().some(one => one instanceof CSSTransition);
            }""";

    /* The session cookie of the administrator by server. */
    private static final Map<TestServer, String> SESSIONS = new WeakHashMap<>();

    /* Shared by all tests of the JVM, which run in one thread: a start takes longer than most tests. */
    private static @Nullable Browser running;

    private final Browser browser;
    private final List<BrowserContext> sessions = new ArrayList<>();
    private final List<String> consoleErrors = new ArrayList<>();

    private TestBrowser(Browser browser) {
        this.browser = browser;
    }

    private static Browser running(Path chromium) {
        if (running == null || !running.isConnected()) {
            running = launch(chromium);
        }
        return running;
    }

    /* The driver is a child process and ends with the JVM. */
    private static Browser launch(Path chromium) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(FLAGS));
    }

    /// Starts a browser, or skips the calling test class if none is installed.
    public static TestBrowser start() {
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

    /// Opens a page in a new session, on a wide screen with the light theme, in the time zone of Zurich.
    public Page page() {
        return page(WIDE, ColorScheme.LIGHT);
    }

    /// Opens a page on another screen. Motion is reduced, so that checks do not see transitions of colors or of the
    /// scroll position.
    public Page page(int width, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId("Europe/Zurich"));
        sessions.add(context);
        Page page = context.newPage();
        page.onPageError(consoleErrors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                consoleErrors.add(message.text() + " at " + message.location());
            }
        });
        return page;
    }

    /// Opens a path of the server as its administrator.
    public Page page(TestServer server, String path) {
        Page page = page();
        signIn(page, server, path);
        return page;
    }

    /// Opens a path of the server as the user with this session cookie, `name=value`.
    public Page page(TestServer server, String path, String cookie) {
        Page page = page();
        signIn(page, server, path, cookie);
        return page;
    }

    /// Opens a path of the server as its administrator, who has one session for all tests of a server.
    public static void signIn(Page page, TestServer server, String path) {
        signIn(page, server, path, SESSIONS.computeIfAbsent(server, TestBrowser::session));
    }

    private static void signIn(Page page, TestServer server, String path, String cookie) {
        String[] parts = cookie.split("=", 2);
        page.context()
                .addCookies(List.of(
                        new Cookie(parts[0], parts[1]).setUrl(server.uri("/").toString())));
        page.navigate(server.uri(path).toString());
    }

    /* Signs in with the admin token and returns the session cookie. */
    private static String session(TestServer server) {
        String cookie = server.send(server.request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("token=" + TestServer.ADMIN_TOKEN)))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    /// Returns a button by its full name.
    public static Locator button(Locator place, String name) {
        return place.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /// Returns a button of a page by its full name.
    public static Locator button(Page page, String name) {
        return button(page.locator("body"), name);
    }

    /// Returns the hosts of all further requests of a page, in a list that grows with them.
    public static List<String> recordRequestedHosts(Page page) {
        List<String> hosts = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (!request.url().startsWith("data:")) {
                hosts.add(URI.create(request.url()).getHost());
            }
        });
        return hosts;
    }

    /// Checks the current state of the page at 1280 and 390 pixels in both themes: it does not scroll horizontally,
    /// and axe finds no violation. Takes a screenshot of each. Restores width and theme afterwards.
    ///
    /// The document is not reloaded, so that a test exercises a behaviour only once. In the second theme of a
    /// width, axe applies the color rules only: a theme is an attribute of the document that selects values of
    /// CSS variables, and no template or script creates other elements for it.
    public static void checkAllWidthsAndThemes(Page page, String name) {
        checkAllWidthsAndThemes(page, name, WIDE, NARROW);
    }

    /// Checks the current state of the page at these widths in pixels.
    public static void checkAllWidthsAndThemes(Page page, String name, int... widths) {
        int width = page.viewportSize().width;
        ColorScheme scheme = isDark(page) ? ColorScheme.DARK : ColorScheme.LIGHT;
        ColorScheme other = isDark(page) ? ColorScheme.LIGHT : ColorScheme.DARK;
        for (int one : widths) {
            show(page, one, scheme);
            checkAccessibilityAndFit(page, name, AccessibilityCheck.ALL_RULES);
            show(page, one, other);
            checkAccessibilityAndFit(page, name, AccessibilityCheck.COLOUR_RULES);
        }
        show(page, width, scheme);
    }

    /// Waits until the page fits into each of these widths; for documents that are too long for axe.
    public static void checkFit(Page page, String name, int... widths) {
        for (int one : widths) {
            page.setViewportSize(one, HEIGHT);
            awaitFit(page);
            takeScreenshot(page, name);
        }
    }

    /// Sets a width and a theme and checks the current state of the page.
    public static void checkAccessibilityAndFit(Page page, String name, int width, ColorScheme scheme) {
        show(page, width, scheme);
        checkAccessibilityAndFit(page, name);
    }

    /// Checks the current state of the page at its width and in its theme.
    public static void checkAccessibilityAndFit(Page page, String name) {
        checkAccessibilityAndFit(page, name, AccessibilityCheck.ALL_RULES);
    }

    private static void checkAccessibilityAndFit(Page page, String name, AccessibilityCheck rules) {
        awaitFit(page);
        takeScreenshot(page, name);
        assertThat(rules.violations(page))
                .as("%s at %d px, %s", name, page.viewportSize().width, isDark(page) ? "dark" : "light")
                .isEmpty();
    }

    /// Changes the width and the theme of the screen.
    private static void show(Page page, int width, ColorScheme scheme) {
        if (page.viewportSize().width != width) {
            page.setViewportSize(width, HEIGHT);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    private static boolean isDark(Page page) {
        return (boolean) page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches");
    }

    /// Waits until a page does not scroll horizontally and has the colors of its theme; fails after 30 s. A page may be
    /// laid out for the width of the window first.
    public static void awaitFit(Page page) {
        await().atMost(30, SECONDS).pollInterval(20, MILLISECONDS).until(() -> isSettled(page));
    }

    /* Playwright's polling inside the page uses eval, which the Content-Security-Policy of the console forbids. */
    private static boolean isSettled(Page page) {
        return (boolean) page.evaluate(SETTLED, page.viewportSize().width);
    }

    /// Takes a screenshot of the whole page if `-Devenkeel.pictures=DIR` is set.
    public static void takeScreenshot(Page page, String name) {
        String folder = System.getProperty("evenkeel.pictures", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(
                            folder,
                            name + "-" + page.viewportSize().width + (isDark(page) ? "-dark" : "-light") + ".png")));
        }
    }

    /// Returns errors and warnings of all open pages.
    public List<String> consoleErrors() {
        return List.copyOf(consoleErrors);
    }

    public void closePages() {
        sessions.forEach(BrowserContext::close);
        sessions.clear();
        consoleErrors.clear();
    }

    @Override
    public void close() {
        closePages();
    }
}
