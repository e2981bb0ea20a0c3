// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.audit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/// Audit log pages in a real browser.
final class AuditLogPageModelIT {
    @TempDir
    private static Path folder;

    private static TestServer server;
    private static long last;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                "--audit-head-file", folder.resolve("heads.jsonl").toString(), "--data", folder.toString());
        IntStream.range(0, 60)
                .forEach(i -> append(new AuditEvent(
                        "admin", "flags.replaced", "default", "because " + i, null, Json.of("{'a':1}"))));
        append(new AuditEvent(
                "guard",
                "rollout.advanced",
                "r-1",
                "shown not worse",
                Json.of("{'exposure':1}"),
                Json.of("{'exposure':5}")));
        append(new AuditEvent(
                "anna",
                "freeze.replaced",
                "freezes",
                "a very long reason that has to find its place also on a narrow screen, word by word",
                Json.of("{'windows':{'a':{'reason':'orders'},'b':1}}"),
                Json.of("{'windows':{'a':{'reason':'holidays'},'c':[1,2]}}")));
    }

    private static void append(AuditEvent event) {
        server.bean(TransactionTemplate.class)
                .executeWithoutResult(status ->
                        last = server.bean(AuditLog.class).append(event).number());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Tag("quick")
    void verifiesHashChain() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/audit");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Audit");
            assertThat(page.locator("#entries tbody tr")).hasCount(50);
            /* The sign-in is an entry, too. */
            long newest = server.bean(AuditLog.class).lastEntryNumber();
            assertThat(page.locator("main"))
                    .containsText("Entries " + newest + " to " + (newest - 49) + ", newest first.");
            assertThat(page.locator("#chain")).containsText("Last published: entry ");
            page.getByText("Check the chain").click();
            assertThat(page.locator("#chain-state")).containsText("Intact: " + newest + " entries, head ");
            TestBrowser.checkAllWidthsAndThemes(page, "audit");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void paginatesAuditLog() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/audit");
            long newest = server.bean(AuditLog.class).lastEntryNumber();
            page.getByText("Entries before " + (newest - 49)).click();
            assertThat(page.locator("main")).containsText("Entries " + (newest - 50) + " to ");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void filtersEntriesByActor() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/audit");
            page.locator("#entries").getByText("guard").first().click();
            assertThat(page).hasURL(server.uri("/audit?actor=guard").toString());
            assertThat(page.locator("#entries tbody tr")).hasCount(1);
            assertThat(page.getByLabel("Actor")).hasValue("guard");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsDiffOfAuditEntry() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/audit/" + last);
            assertThat(page.locator("main")).containsText("4 values are not what they were.");
            assertThat(page.locator("#difference")).containsText("/windows/a/reason");
            assertThat(page.locator("#difference del").first()).hasText("\"orders\"");
            assertThat(page.locator("#difference ins").first()).hasText("\"holidays\"");
            TestBrowser.checkAllWidthsAndThemes(page, "audit-entry");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void filtersEntriesBySearchForm() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/audit");
            page.getByLabel("Subject").fill("freezes");
            page.getByLabel("From (UTC)").fill("2020-01-01T00:00");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                    .click();
            assertThat(page.locator("#entries tbody tr")).hasCount(1);
            assertThat(page.getByLabel("From (UTC)")).hasValue("2020-01-01T00:00");
            page.getByLabel("Before (UTC)").fill("2020-01-02T00:00");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                    .click();
            assertThat(page.locator("main")).containsText("No entry is as asked for.");
        }
    }

    @Test
    void reportsInvalidFilter() {
        assertThat(server.get("/audit?since=yesterday").body()).contains("Invalid since ", "Nothing was looked for.");
    }

    @Test
    void returns404ForUnknownEntry() {
        assertThat(server.get("/audit/999999").statusCode()).isEqualTo(404);
        assertThat(server.get("/audit/999999").body()).contains("There is no entry 999999");
    }
}
