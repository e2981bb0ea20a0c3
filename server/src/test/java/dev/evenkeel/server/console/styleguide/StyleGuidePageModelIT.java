// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.evenkeel.server.console.kit.ConsoleFixture;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page that shows every part of the console, in a real browser.
final class StyleGuidePageModelIT {
    private static TestBrowser browser;
    private static ConsoleFixture server;

    @BeforeAll
    static void start() {
        browser = TestBrowser.start();
        server = new ConsoleFixture(0, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            server.close();
        }
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    private static Page open() {
        Page page = browser.page();
        page.navigate(server.address() + "/components");
        assertThat(page.locator("h1")).hasText("Components");
        return page;
    }

    @Test
    void showsEachPartWithItsMarkup() {
        Page page = open();
        Locator parts = page.locator("section.component");

        assertThat(page.locator(".component > h2").allTextContents())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(UiComponent.values())
                        .map(UiComponent::title)
                        .toList());
        for (Locator part : parts.all()) {
            assertThat(part.locator(".sample > *").first()).isVisible();
            part.locator("summary").last().click();
            assertThat(part.locator(".definition").last()).containsText("<");
        }
        assertThat(page.locator("#component-mark .definition")).containsText("<span class=\"mark tone-calm\">");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsTheRatiosThatAreComputed() {
        Page page = open();

        assertThat(page.locator("#contrast tbody tr")).hasCount(5);
        for (String ratio : page.locator("#contrast td").allTextContents()) {
            assertThat(Double.parseDouble(ratio)).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void theSampleOfADialogOrdersNothing() {
        Page page = open();
        page.onRequest(request -> assertThat(request.method()).isEqualTo("GET"));
        page.locator("#component-dialog [data-open]").click();
        Locator dialog = page.locator("#sample-dialog");
        dialog.getByLabel("Reason, for the record").fill("only a look");
        dialog.getByText("Roll back now").click();

        assertThat(dialog).isHidden();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void hasNoBarrierAndNeverScrollsSideways() {
        Page page = open();

        TestBrowser.checkEverywhere(page, "components", 1280, 390, 2560);
        assertThat(browser.complaints()).isEmpty();
    }
}
