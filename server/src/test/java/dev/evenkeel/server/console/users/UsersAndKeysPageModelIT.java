// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.users;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.console.kit.TestBrowser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page of users and keys, invitations and sign-in, in a real browser.
final class UsersAndKeysPageModelIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.put("/api/v1/environments/default/flags", Json.of("{'flags':{}}"));
        /* The login page asks for a password if any user has one. */
        new TestUsers(server).createUserAndSignIn("who.stays", "viewer");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void invitedUserSignsIn() {
        String name = "anna";
        try (TestBrowser browser = TestBrowser.start()) {
            Page admin = browser.page(server, "/users");
            assertThat(admin.locator("main")).containsText("belongs to nobody in particular");
            String invitation = inviteUser(admin, name);

            Page anna = browser.page();
            anna.navigate(invitation);
            assertThat(anna.locator("main")).containsText("Welcome, " + name);
            TestBrowser.checkAllWidthsAndThemes(anna, "invitation");
            anna.getByLabel("Password (at least 15 characters)").fill(TestUsers.PASSWORD);
            button(anna, "Set password and sign in").click();
            anna.waitForURL(server.uri("/").toString());
            anna.navigate(server.uri("/users").toString());
            assertThat(anna.locator("#rights")).containsText("payments");
            assertThat(anna.locator("#everybody")).hasCount(0);
            assertThat(browser.consoleErrors())
                    .as("but for the name that was refused on purpose")
                    .allMatch(complaint -> complaint.contains("422"));
        }
    }

    @Test
    void createsOwnApiToken() {
        String session = new TestUsers(server).createUserAndSignIn("otto", "author@payments", "viewer");
        try (TestBrowser browser = TestBrowser.start()) {
            Page otto = browser.page(server, "/users", session);
            assertThat(createToken(otto)).hasText(Pattern.compile("ek_api_[0-9a-f]{64}"));
            button(otto.locator("#make-token"), "Close").click();
            assertThat(otto.locator("#tokens")).containsText("laptop");
            TestBrowser.checkAllWidthsAndThemes(otto, "user");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void deactivatesUserAndEndsSession() {
        String name = "berta";
        String session = new TestUsers(server).createUserAndSignIn(name, "viewer");
        try (TestBrowser browser = TestBrowser.start()) {
            Page admin = browser.page(server, "/users");
            TestBrowser.checkAllWidthsAndThemes(admin, "users");
            Page own = browser.page(server, "/users", session);
            assertThat(own.locator("#rights")).isVisible();
            assertThat(browser.consoleErrors()).isEmpty();
            row(admin, name)
                    .getByRole(AriaRole.BUTTON)
                    .filter(new Locator.FilterOptions().setHasText("End"))
                    .click();
            button(admin.locator("#disable-user"), "End now").click();
            assertThat(row(admin, name)).containsText("Ended");

            own.navigate(server.uri("/users").toString());
            assertThat(own.getByLabel("Name")).isVisible();
            TestBrowser.checkAllWidthsAndThemes(own, "login");
        }
    }

    private static String inviteUser(Page admin, String name) {
        button(admin, "Add somebody").click();
        Locator dialog = admin.locator("#add-user");
        dialog.getByLabel("Username, as shown in the audit log").fill("not a name");
        button(dialog, "Add").click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("is invalid, got");
        dialog.getByLabel("Username, as shown in the audit log").fill(name);
        dialog.getByLabel("Roles:").fill("author@payments viewer");
        button(dialog, "Add").click();
        Locator secret = dialog.locator(".secret");
        assertThat(secret).containsText("/login/invitation?token=");
        String link = secret.textContent();
        button(dialog, "Close").click();
        assertThat(row(admin, name)).containsText("viewer, author@payments");
        return link;
    }

    private static Locator createToken(Page page) {
        button(page, "Make a token").click();
        Locator dialog = page.locator("#make-token");
        dialog.getByLabel("What it is for").fill("laptop");
        dialog.getByLabel("The most that it may do").fill("author@payments");
        button(dialog, "Make").click();
        return dialog.locator(".secret");
    }

    private static Locator row(Page page, String name) {
        return page.locator("#everybody tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }
}
