// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static dev.evenkeel.server.console.kit.TestBrowser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.NewRolloutSplit;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Creation and deletion of flags on the console, in a real browser.
final class FlagLifecyclePagesIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String LIMIT =
            Json.of("{'state':'ENABLED','variants':{'low':1,'high':2},'defaultVariant':'low'}");

    private static TestServer server;
    private static TestUsers team;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        team = new TestUsers(server);
        requireSuccess(server.put(ENVIRONMENT + "/flags", Json.of("{'flags':{'core':%s,'asked':%s}}", LIMIT, LIMIT)));
        requireSuccess(server.put(
                "/api/v1/services/payments", Json.of("{'flags':[{'environment':'default','flag':'payments-limit'}]}")));
        requireSuccess(server.post("/api/v1/environments", Json.of("{'name':'empty'}")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void rejectsExistingAndInvalidKeys() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/new");
            Locator check = page.locator("#new-check");
            Locator named = page.getByLabel("Key, by which");
            named.fill("core");
            assertThat(check).containsText("Flag core already exists.");
            assertThat(page.locator("#new-save")).isDisabled();
            named.fill("not so");
            assertThat(check).containsText("letters, digits, dots, dashes and underscores");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void rejectsVariantOfWrongType() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/new");
            Locator check = page.locator("#new-check");
            page.getByLabel("Key, by which").fill("toll");
            page.getByLabel("Type of its values").selectOption("number");
            variant(page, 0).getByLabel("Value").fill("one");
            assertThat(check).containsText("must be a number, got “one”.");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void createsFlagWithVariantsAndDefault() {
        String key = "fee";
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            List<String> hosts = TestBrowser.recordRequestedHosts(page);
            TestBrowser.signIn(page, server, "/flags");
            page.getByText("New flag").click();
            assertThat(page).hasURL(Pattern.compile(".*/flags/new\\?environment=default"));
            Locator check = page.locator("#new-check");
            page.getByLabel("Key, by which").fill(key);
            assertThat(check).containsText("Can be made");
            assertThat(check).containsText("Off: services use the default of their own code");

            page.getByLabel("Type of its values").selectOption("number");
            assertThat(variant(page, 0).getByLabel("Name")).hasValue("high");
            variant(page, 0).getByLabel("Value").fill("2.50");
            button(page.locator("#new-flag"), "Add a variant").click();
            variant(page, 2).getByLabel("Name").fill("none at all");
            variant(page, 2).getByLabel("Value").fill("0");
            variant(page, 2).getByText("default").click();
            button(variant(page, 1), "Remove this variant").click();
            page.getByText("on: everybody gets").click();
            page.getByLabel("What it is for, in words").fill("The fee of a payment");
            page.getByLabel("What sort of flag").selectOption("permission");
            page.getByLabel("Reason").fill("fees differ");
            assertThat(check).containsText("On: everybody gets none at all within a second or so.");
            assertThat(check.locator("pre")).containsText("2.50");
            TestBrowser.checkAllWidthsAndThemes(page, "flag-new");
            page.locator("#new-save").click();
            assertThat(page).hasURL(server.uri("/flags/default/" + key).toString());
            assertThat(page.locator("#answer")).containsText("On: everybody gets none at all.");
            assertThat(page.locator("#answer")).containsText("“fees differ”");
            assertThat(page.locator("#head")).containsText("The fee of a payment");
            assertThat(getFlags()).contains("2.50", Json.of("'type' : 'permission'"));
            assertThat(browser.consoleErrors()).isEmpty();
            assertThat(hosts).containsOnly(server.uri("/").getHost());
        }
    }

    @Test
    void doesNotOverwriteConcurrentlyCreatedFlag() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/new");
            page.getByLabel("Key, by which").fill("raced");
            page.getByLabel("Reason").fill("mine");
            assertThat(page.locator("#new-check")).containsText("Can be made");
            page.route(
                    url -> url.contains(ENVIRONMENT + "/flags/raced"),
                    route -> {
                        requireSuccess(putFlag("raced", LIMIT));
                        route.resume();
                    },
                    new Page.RouteOptions().setTimes(1));
            page.locator("#new-save").click();
            assertThat(page.locator("#new-check")).containsText("Flag raced already exists.");
            assertThat(getFlags()).contains(Json.of("'high':2"));
            assertThat(browser.consoleErrors()).allMatch(text -> text.contains("409"));
        }
    }

    @Test
    void createsFlagWithTextTypedJustBeforeSaving() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/new");
            page.getByLabel("Key, by which").fill("at-once");
            page.getByLabel("Reason").fill("in a hurry");
            assertThat(page.locator("#new-check")).containsText("Can be made");
            typeAndSaveImmediately(page, "#new-description", "Without a pause", "#new-save");
            assertThat(page).hasURL(server.uri("/flags/default/at-once").toString());
            assertThat(page.locator("#head")).containsText("Without a pause");
        }
    }

    @Test
    void updatesFlagWithTextTypedJustBeforeSaving() {
        requireSuccess(putFlag("hasty", LIMIT));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/hasty");
            page.getByLabel("The flag, as JSON").fill(LIMIT.replace("2", "3"));
            page.locator("#edit-reason").fill("in a hurry");
            assertThat(page.locator("#edit-save")).isEnabled();
            typeAndSaveImmediately(page, "#edit-text", LIMIT.replace("2", "4"), "#edit-save");
            assertThat(page.locator("#edit-done")).containsText("Saved as revision");
            assertThat(getFlags()).contains(Json.of("'high':4"));
        }
    }

    /* The delay before typed text is checked ends while the check of the save is pending. */
    private static void typeAndSaveImmediately(Page page, String field, String text, String save) {
        List<Route> checks = new ArrayList<>();
        page.route("**/check", checks::add);
        page.clock().install();
        page.clock().pauseAt(Instant.now().plusSeconds(60).toEpochMilli());
        page.locator(field).fill(text);
        page.waitForRequest("**/check", page.locator(save)::click);
        page.clock().runFor(1_000);
        page.clock().resume();
        page.unroute("**/check");
        assertThat(checks).as("checks on their way").hasSize(1);
        checks.forEach(Route::resume);
    }

    @Test
    void proposesFlagCreationWhenApprovalIsRequired() {
        requireApproval(true);
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/new");
            page.getByLabel("Key, by which").fill("wanted");
            page.getByLabel("Reason").fill("a new one");
            assertThat(page.locator("#new-check")).containsText("Has to be approved by others");
            assertThat(page.locator("#new-save")).hasText("Propose it");
            page.locator("#new-save").click();
            assertThat(page.locator("#new-done")).containsText("Proposed as fp-");
            page.navigate(server.uri("/gates").toString());
            assertThat(page.locator("#gates")).containsText("a new one");
            assertThat(server.get(ENVIRONMENT + "/flags/wanted").statusCode()).isEqualTo(404);
            assertThat(browser.consoleErrors()).isEmpty();
        } finally {
            requireApproval(false);
        }
    }

    @Test
    void proposesFlagDeletionWhenApprovalIsRequired() {
        requireSuccess(putFlag("guarded", LIMIT));
        requireApproval(true);
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/guarded");
            button(page.locator("#actions"), "Delete").click();
            Locator dialog = page.locator("#delete");
            assertThat(dialog).containsText("requires 1 approval by users other than the author");
            dialog.getByLabel("type its key").fill("guarded");
            dialog.getByLabel("Reason").fill("no longer");
            button(dialog, "Propose to delete it").click();
            assertThat(page.locator("#proposed")).containsText("It can be approved and applied on the page Gates.");
            page.locator("#proposed a").click();
            assertThat(page.locator("#gates")).containsText("guarded goes");
            assertThat(server.get(ENVIRONMENT + "/flags/guarded").statusCode()).isEqualTo(200);
            assertThat(browser.consoleErrors()).isEmpty();
        } finally {
            requireApproval(false);
        }
    }

    private static void requireApproval(boolean required) {
        requireSuccess(server.put(
                ENVIRONMENT + "/gate-policy", Json.of("{'editsRequireApproval':%s,'requiredApprovals':1}", required)));
    }

    @Test
    void deletesFlagAfterKeyConfirmation() {
        String key = "obsolete";
        requireSuccess(putFlag(key, LIMIT));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/" + key);
            button(page.locator("#actions"), "Delete").click();
            Locator dialog = page.locator("#delete");
            assertThat(dialog).containsText("No evaluation of it was ever reported.");
            assertThat(dialog).containsText("No scan of code looked for it.");
            dialog.getByLabel("type its key").fill("old");
            dialog.getByLabel("Reason").fill("it has done its work");
            button(dialog, "Delete now").click();
            assertThat(dialog).isVisible();
            dialog.getByLabel("type its key").fill(key);
            TestBrowser.checkAllWidthsAndThemes(page, "flag-delete");
            button(dialog, "Delete now").click();
            assertThat(page).hasURL(Pattern.compile(".*/flags\\?environment=default"));
            assertThat(page.locator("#flags")).not().containsText(key);
            assertThat(server.get(ENVIRONMENT + "/flags/" + key).statusCode()).isEqualTo(404);
            assertThat(server.get("/api/v1/audit?subject=default/" + key).body())
                    .contains("flag.deleted", "it has done its work");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void disablesDeletionOfRecentlyEvaluatedFlag() {
        reportUsage("asked");
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/asked");
            button(page.locator("#actions"), "Delete").click();
            Locator dialog = page.locator("#delete");
            assertThat(dialog).containsText("Services evaluated it within the last 7 days.");
            assertThat(dialog).containsText("It serves \"low\".");
            assertThat(dialog).containsText("Last evaluated within the last hour.");
            assertThat(button(dialog, "Delete now")).isDisabled();
            assertThat(dialog.getByLabel("type its key")).isHidden();
            TestBrowser.checkAllWidthsAndThemes(page, "flag-delete-used");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void disablesDeletionOfFlagWithRunningRollout() {
        server.bean(FlagService.class)
                .setSplit(
                        "default",
                        "core",
                        new NewRolloutSplit(
                                "r-1", "low", "high", Percent.parse("5"), "seed", Duration.ZERO, null, null));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/core");
            button(page.locator("#actions"), "Delete").click();
            Locator dialog = page.locator("#delete");
            assertThat(dialog).containsText("Rollout r-1 runs on this flag. End it first.");
            assertThat(button(dialog, "Delete now")).isDisabled();
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    /* Reports usage as an SDK process. */
    private static void reportUsage(String flag) {
        HttpResponse<String> told = server.send(server.asSdk("/sdk/v1/usage")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.of("{'instance':'i-1','flags':{'%s':['low']}}", flag))));
        assertThat(told.statusCode()).as(told.body()).isEqualTo(204);
    }

    @Test
    void hidesFlagCreationAndDeletionFromViewers() {
        requireSuccess(putFlag("anybodys", LIMIT));
        try (TestBrowser browser = TestBrowser.start()) {
            Page viewer = browser.page(server, "/flags", team.createUserAndSignIn("vera", "viewer"));
            assertThat(viewer.locator("#flag-table")).isVisible();
            assertThat(viewer.getByText("New flag")).hasCount(0);
            viewer.navigate(server.uri("/flags/new").toString());
            assertThat(viewer.locator("main")).containsText("Flags are made by authors.");
            viewer.navigate(server.uri("/flags/default/anybodys").toString());
            assertThat(viewer.locator("#delete")).hasCount(0);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void limitsFlagCreationToKeysOfOwnService() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page author = browser.page(server, "/flags/new", team.createUserAndSignIn("arno", "author@payments"));
            author.getByLabel("Key, by which").fill("another");
            assertThat(author.locator("#new-check")).containsText("No service owns a flag of this key");
            author.getByLabel("Key, by which").fill("payments-limit");
            assertThat(author.locator("#new-check")).containsText("Can be made");
            author.getByLabel("Reason").fill("ours");
            author.locator("#new-save").click();
            assertThat(author.locator("#head")).containsText("service payments");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void returns404ForUnknownFlagOrEnvironment() {
        assertThat(server.get("/flags/new?environment=nowhere").statusCode()).isEqualTo(404);
        assertThat(server.get("/flags/default/nothing/deletion").statusCode()).isEqualTo(404);
    }

    @Test
    void offersFormInEmptyEnvironment() {
        assertThat(server.get("/flags/new?environment=empty").body()).contains("In environment empty.");
        assertThat(server.get("/flags?environment=empty").body()).contains("Fill in a form");
    }

    private static Locator variant(Page page, int number) {
        return page.locator(".variant-row").nth(number);
    }

    private static HttpResponse<String> putFlag(String key, String flag) {
        return server.put(ENVIRONMENT + "/flags/" + key + "?reason=set", flag);
    }

    /* All flags, with their original text. */
    private static String getFlags() {
        return server.get(ENVIRONMENT + "/flags").body();
    }
}
