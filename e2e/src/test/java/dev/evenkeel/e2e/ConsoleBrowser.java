// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A browser that is signed in to the console, with the errors that it reports.
final class ConsoleBrowser implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final double TIMEOUT_MILLIS = 20_000;

    private final Playwright playwright;
    private final Browser browser;
    private final URI console;
    private final String session;
    private final List<String> browserErrors = new CopyOnWriteArrayList<>();

    private ConsoleBrowser(Playwright playwright, Browser browser, String link) {
        this.playwright = playwright;
        this.browser = browser;
        this.console = URI.create(link);
        this.session = signIn(link);
    }

    /// Opens it; skips the calling test where there is no Chromium.
    ///
    /// @param link that signs in
    static ConsoleBrowser open(String link) {
        Path chromium = Path.of(System.getenv().getOrDefault("EVENKEEL_CHROMIUM", "/usr/bin/chromium"));
        assumeTrue(
                Files.isExecutable(chromium),
                "no Chromium at " + chromium + ": set EVENKEEL_CHROMIUM; no page was opened");
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(FLAGS));
        return new ConsoleBrowser(playwright, browser, link);
    }

    private String signIn(String link) {
        try (BrowserContext context = browser.newContext();
                Page page = context.newPage()) {
            page.navigate(link);
            page.waitForURL(address -> !URI.create(address).getPath().equals("/login"));
            return context.storageState();
        }
    }

    /// A page with nothing in its cache, in Zurich. Closing it closes its session.
    Page page(int width, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setStorageState(session)
                .setViewportSize(width, 800)
                .setColorScheme(scheme)
                .setTimezoneId("Europe/Zurich"));
        Page page = context.newPage();
        page.onClose(ignored -> context.close());
        page.onPageError(browserErrors::add);
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                browserErrors.add(message.text() + " at " + message.location());
            }
        });
        page.onRequest(request -> {
            URI asked = URI.create(request.url());
            if (!List.of("data", "blob").contains(asked.getScheme())
                    && !console.getAuthority().equals(asked.getAuthority())) {
                browserErrors.add("asked another host: " + request.url());
            }
        });
        return page;
    }

    /// Opens a page of the console, as on a desk.
    Page open(Page page, String path) {
        page.navigate(console.resolve(path).toString());
        return page;
    }

    /// The paths that the page links to, on this console, without what follows `?` or `#`.
    List<String> links(Page page) {
        return page.locator("a[href^='/']").all().stream()
                .map(link -> link.getAttribute("href").replaceAll("[?#].*", ""))
                .distinct()
                .toList();
    }

    /// Asserts that the browser reported no errors and requested no other host.
    void requireNoErrors(String what) {
        List<String> since = List.copyOf(browserErrors);
        browserErrors.clear();
        assertThat(since).as("console and requests of %s", what).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
