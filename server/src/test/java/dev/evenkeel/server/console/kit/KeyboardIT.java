// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.server.console.rollout.SimulatedRollout;
import dev.evenkeel.server.console.rollout.SimulatedRollout.Scenario;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keyboard operation of the console.
final class KeyboardIT {
    private static final Instant START = Instant.parse("2026-01-05T13:00:00Z");

    /* A page with a search field. */
    private static final String WITH_SEARCH = "/docs/reference/glossary";

    private static TestBrowser browser;
    private static ConsoleFixture server;

    @BeforeAll
    static void start() {
        browser = TestBrowser.start();
        server = new ConsoleFixture(0, Clock.fixed(START.plusSeconds(80), ZoneOffset.UTC));
        server.add(new SimulatedRollout("running", Scenario.GOOD, START).advance(80));
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

    private static Page open(String path) {
        return open(path, 1280);
    }

    private static Page open(String path, int width) {
        Page page = browser.page(width, ColorScheme.LIGHT);
        page.navigate(server.address() + path);
        assertThat(page.locator("#keyboard-open")).isVisible();
        return page;
    }

    @Test
    void slashKeyFocusesSearchField() {
        Page page = open(WITH_SEARCH);
        page.keyboard().press("/");

        assertThat(page.locator("#q")).isFocused();
        assertThat(page.locator("#q")).hasValue("");
    }

    @Test
    void gKeyFollowedByLetterOpensPage() {
        Page page = open(WITH_SEARCH);
        page.keyboard().press("g");
        page.keyboard().press("r");
        page.waitForURL(server.address() + "/rollouts");

        assertThat(page.locator("header [data-key]").evaluateAll("all => all.map(one => one.dataset.key)"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSizeGreaterThan(14)
                .doesNotHaveDuplicates();
    }

    @Test
    void questionMarkOpensShortcutListAndEscapeClosesIt() {
        Page page = open("/rollouts/running");
        assertThat(page.locator("#chart-traffic figcaption")).containsText(":");
        page.keyboard().press("?");
        Locator list = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Keyboard"));
        assertThat(list).containsText("to the search field of this page");
        assertThat(list.locator(".key-pages li"))
                .hasCount(page.locator("header [data-key]").count());
        assertThat(list.locator(".key-pages")).containsText("Overview");
        TestBrowser.checkAllWidthsAndThemes(page, "keyboard");

        page.keyboard().press("Escape");
        assertThat(list).isHidden();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void ignoresShortcutsWhileTypingInField() {
        Page page = open(WITH_SEARCH);
        Locator field = page.locator("#q");
        field.focus();
        page.keyboard().type("gr/?");

        assertThat(field).hasValue("gr/?");
        assertThat(page.locator("#keyboard")).hasCount(0);
        assertThat(page).hasURL(server.address() + WITH_SEARCH);
    }

    @Test
    void ignoresShortcutsWithModifierKeys() {
        Page page = open(WITH_SEARCH);
        for (String keys : List.of("Control+/", "Alt+/", "Meta+/")) {
            page.keyboard().press(keys);
            page.keyboard().press("?");

            assertThat(page.locator("#keyboard")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#keyboard")).isHidden();
            assertThat(page.locator("#q")).not().isFocused();
        }
    }

    @Test
    void remembersDisabledShortcutsAcrossReloads() {
        Page page = open(WITH_SEARCH);
        page.locator("#keyboard-open").click();
        page.getByLabel("Single keys work on every page").uncheck();
        page.keyboard().press("Escape");
        assertThat(page.locator("#keyboard")).isHidden();
        for (int load = 0; load < 2; load++) {
            page.keyboard().press("/");
            page.keyboard().press("?");
            assertThat(page.locator("#q")).not().isFocused();
            assertThat(page.locator("dialog[open]")).hasCount(0);
            page.reload();
        }
        page.locator("#keyboard-open").click();
        assertThat(page.getByLabel("Single keys work on every page")).not().isChecked();
        page.getByLabel("Single keys work on every page").check();
        page.keyboard().press("Escape");
        page.keyboard().press("/");

        assertThat(page.locator("#q")).isFocused();
    }

    @Test
    void stopsRolloutByKeyboard() {
        ConsoleFixture own = new ConsoleFixture(0, Clock.fixed(START.plusSeconds(80), ZoneOffset.UTC));
        try (own) {
            own.add(new SimulatedRollout("running", Scenario.GOOD, START).advance(80));
            Page page = browser.page();
            page.navigate(own.address() + "/rollouts/running");
            assertThat(page.locator("#chart-traffic figcaption")).containsText(":");
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.locator("#actions .btn-stop")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.getByLabel("Reason, for the record").first()).isFocused();
            page.keyboard().type("wrong ledger");
            page.keyboard().press("Enter");

            assertThat(page.locator("#status")).containsText("Stopped");
            assertThat(page.locator("#answer")).containsText("wrong ledger");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rollouts/running", WITH_SEARCH})
    void tabReachesAllControlsWithoutTrappingFocus(String path) {
        Page page = open(path);

        TabOrderCheck.verify(page);
    }

    @Test
    void enterOpensPhoneMenuAndEscapeClosesIt() {
        Page page = open(WITH_SEARCH, 390);
        page.locator(".menu").focus();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");

        assertThat(page.locator("#pages a").first()).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("#pages")).isHidden();
    }
}
