// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The page of a running rollout, in a real browser: it moves without being loaded again.
final class RolloutPageLiveUpdateCheck {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private RolloutPageLiveUpdateCheck() {}

    static void check(String link) {
        Path chromium = Path.of(System.getenv().getOrDefault("EVENKEEL_CHROMIUM", "/usr/bin/chromium"));
        assumeTrue(
                Files.isExecutable(chromium),
                "no Chromium at " + chromium + ": set EVENKEEL_CHROMIUM; the page was not opened");
        try (Playwright playwright = Playwright.create();
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(FLAGS));
                Page page = browser.newPage()) {
            List<String> errors = new CopyOnWriteArrayList<>();
            page.onConsoleMessage(message -> noteError(message, errors));
            page.navigate(link);
            page.waitForSelector("#chart-evidence canvas");
            page.evaluate("window.loadedOnce = document.querySelector('#facts').innerText");
            page.waitForCondition(() -> Boolean.TRUE.equals(
                    page.evaluate("window.loadedOnce !== document.querySelector('#facts').innerText")));
            assertThat(page.evaluate("typeof window.loadedOnce"))
                    .as("still the page that was loaded")
                    .isEqualTo("string");
            assertThat(page.url()).as("address").doesNotContain("token");
            assertThat(errors).as("errors in the browser's console").isEmpty();
        }
    }

    private static void noteError(ConsoleMessage message, List<String> errors) {
        if (message.type().equals("error")) {
            errors.add(message.text());
        }
    }
}
