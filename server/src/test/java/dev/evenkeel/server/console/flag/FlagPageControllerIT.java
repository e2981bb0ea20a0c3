// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static dev.evenkeel.server.console.kit.TestBrowser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.NewRolloutSplit;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Flag pages in a real browser: list, rules, evaluation, editor, kill and restore.
final class FlagPageControllerIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String DEFINITION = """
            {"$evaluators": {"staff": {"ends_with": [{"var": "email"}, "@shop.example"]}},
             "flags": {
              "checkout": {
                "state": "ENABLED",
                "variants": {"new": {"steps": 2, "wallet": true}, "old": {"steps": 5, "wallet": false}},
                "defaultVariant": "old",
                "targeting": {"if": [
                  {"$ref": "staff"}, "new",
                  {"in": [{"var": "country"}, ["CH", "LI"]]}, "new",
                  {">": [{"*": [{"var": "basket"}, 2]}, 100]}, "old",
                  {"fractional": [["new", 25], ["old", 75]]}]},
                "metadata": {"description": "The checkout in two steps", "type": "release"}
              },
              "core": {"state": "ENABLED", "variants": {"classic": 1, "modern": 2}, "defaultVariant": "classic"},
              "sale": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "prerequisites": [{"flag": "checkout", "variant": "new", "otherwise": "off"}],
                "schedule": [{"at": "2020-01-01T00:00:00Z", "serve": "off"},
                             {"at": "2999-01-01T00:00:00Z", "targeting": {"if": [{"var": "member"}, "on", "off"]}}]}
             }}""";

    private static TestServer server;
    private static TestUsers team;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        team = new TestUsers(server);
        requireSuccess(server.put(ENVIRONMENT + "/flags?reason=the+first+flags", DEFINITION));
        requireSuccess(server.put(
                "/api/v1/services/payments",
                Json.of("{'owner':'team-payments','flags':[{'environment':'default','flag':'core'}]}")));
        server.bean(FlagService.class)
                .setSplit(
                        "default",
                        "core",
                        new NewRolloutSplit(
                                "r-1", "classic", "modern", Percent.parse("5"), "seed", Duration.ZERO, null, null));
        String large = IntStream.range(0, 1_000)
                .mapToObj(i -> Json.of("'limit-%04d':{'state':'ENABLED','variants':{'a':1},'defaultVariant':'a'}", i))
                .collect(Collectors.joining(",", Json.of("{'flags':{"), "}}"));
        requireSuccess(server.put("/api/v1/environments/large/flags", large));
        requireSuccess(server.post("/api/v1/environments", Json.of("{'name':'empty'}")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listsFlagsWithStateAndRollout() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            List<String> hosts = TestBrowser.recordRequestedHosts(page);
            TestBrowser.signIn(page, server, "/flags");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Flags");
            assertThat(page.locator("#lead")).containsText("1 under a rollout or experiment");
            assertThat(row(page, "checkout")).containsText("4 rules");
            assertThat(row(page, "checkout")).containsText("The checkout in two steps");
            assertThat(row(page, "core")).containsText("On, rollout");
            assertThat(row(page, "core")).containsText("5% modern, 95% classic");
            assertThat(row(page, "core").getByText("rollout r-1")).hasAttribute("href", "/rollouts/r-1");
            assertThat(row(page, "core")).containsText("by admin");
            TestBrowser.checkAllWidthsAndThemes(page, "flags");
            assertThat(hosts).containsOnly(server.uri("/").getHost());
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void filtersFlagsWhileTyping() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags");
            page.getByLabel("Key or description").fill("two steps");
            assertThat(page.locator("#flag-table tbody tr")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile(".*environment=default&q=two(%20|\\+)steps.*"));
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void paginatesFlagsOfEnvironment() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags");
            page.getByLabel("Environment").selectOption("large");
            assertThat(page.locator("#flags")).containsText("Flags 1 to 50 of 1,000.");
            assertThat(page.locator("#flag-table tbody tr")).hasCount(50);
            page.getByText("Page 2", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("#flags")).containsText("Flags 51 to 100 of 1,000.");
            assertThat(page.getByLabel("Environment")).hasValue("large");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsHowToCreateFirstFlagInEmptyEnvironment() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags");
            page.getByLabel("Environment").selectOption("empty");
            assertThat(page.locator("#flags"))
                    .containsText("./evenkeel flag update checkout checkout.json --environment empty");
            TestBrowser.checkAllWidthsAndThemes(page, "flags-empty");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void filtersAndPaginatesFlagsWithoutJavaScript() {
        assertThat(server.get("/flags?environment=large&q=limit-0999").body())
                .contains("/flags/large/limit-0999")
                .doesNotContain("/flags/large/limit-0998");
        assertThat(server.get("/flags?environment=large&page=21").body()).contains("There is no such page.");
    }

    @Test
    void returns404ForUnknownFlagOrEnvironment() {
        assertThat(server.get("/flags?environment=nowhere").statusCode()).isEqualTo(404);
        assertThat(server.get("/flags/default/nothing").statusCode()).isEqualTo(404);
        assertThat(server.get("/flags/nowhere/core").statusCode()).isEqualTo(404);
    }

    @Test
    @Tag("quick")
    void describesRulesVariantsAndSegments() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            List<String> hosts = TestBrowser.recordRequestedHosts(page);
            TestBrowser.signIn(page, server, "/flags/default/checkout");
            assertThat(page.locator("#answer")).containsText("On: 4 rules decide.");
            assertThat(page.locator("#answer")).containsText("by admin: “the first flags”");
            Locator rules = page.locator("#rules .rules > li");
            assertThat(rules).hasCount(5);
            assertThat(rules.nth(0)).containsText("If in segment staff: new");
            assertThat(rules.nth(1)).containsText("If country is “CH” or “LI”: new");
            assertThat(rules.nth(2)).containsText("\"basket\"");
            assertThat(rules.nth(3)).containsText("25% new");
            assertThat(rules.nth(4)).containsText("Whoever no rule gives a variant: old, the default variant");
            assertThat(page.locator("#surroundings")).containsText("email ends with “@shop.example”");
            assertThat(page.locator("#variants")).containsText(Json.of("'wallet' : true"));
            assertThat(page.locator("#head")).containsText("no service owns it");
            TestBrowser.checkAllWidthsAndThemes(page, "flag");
            assertThat(hosts).containsOnly(server.uri("/").getHost());
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void rejectsInvalidEvaluationContext() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/checkout");
            targetingKey(page).fill("debtor-17");
            page.getByLabel("Context, as a JSON object").fill(Json.of("{'country': 'CH'"));
            assertThat(page.locator("#try-problem")).containsText("The context is not JSON: ");
            assertThat(page.locator("#try-problem")).containsText("line 1");
            page.getByLabel("Context, as a JSON object").fill("[]");
            assertThat(page.locator("#try-problem")).containsText("The context is no JSON object.");
            page.getByLabel("Context, as a JSON object").fill(Json.of("{'country': 'CH'}"));
            assertThat(page.locator("#try-problem")).isHidden();
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void evaluatesFlagForContext() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/checkout");
            targetingKey(page).fill("debtor-17");
            page.getByLabel("Context, as a JSON object").fill(Json.of("{'country': 'CH'}"));
            assertThat(page.locator("#tried")).containsText("TARGETING_MATCH");
            assertThat(page.locator("#tried")).containsText(Json.of("{'steps':2,'wallet':true}"));
            assertThat(page.locator("#tried .rule-steps tbody tr").first()).containsText("if");
            assertThat(page.locator("#tried")).containsText("/flags/checkout/targeting");
            TestBrowser.checkAllWidthsAndThemes(page, "flag-evaluated");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsRunningRolloutOfFlag() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/core");
            assertThat(page.locator("#answer")).containsText("On: rollout r-1 gives 5% modern, 95% classic.");
            assertThat(page.locator("#rules")).containsText("without a targeting key classic");
            assertThat(page.locator("#head")).containsText("service payments of team-payments");
            targetingKey(page).fill("debtor-17");
            assertThat(page.locator("#tried")).containsText("SPLIT");
            assertThat(page.locator("#tried")).containsText("evidence of what runs on the flag");
            TestBrowser.checkAllWidthsAndThemes(page, "flag-rollout");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsPrerequisitesAndScheduledRules() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/sale");
            assertThat(page.locator("#answer")).containsText("On: checkout is asked first; everybody else gets off.");
            assertThat(page.locator("#rules")).containsText("If flag checkout does not say new: off");
            assertThat(page.locator("#surroundings")).containsText("In force");
            assertThat(page.locator("#surroundings")).containsText("To come");
            assertThat(page.locator("#surroundings")).containsText("If member is set: on");
            TestBrowser.checkAllWidthsAndThemes(page, "flag-schedule");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void disablesSaveForInvalidDefinition() {
        String key = "invalid";
        requireSuccess(putFlag(
                key, Json.of("{'state': 'ENABLED', 'variants': {'low': 1.10, 'high': 2}, 'defaultVariant': 'low'}")));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/" + key);
            Locator text = page.getByLabel("The flag, as JSON");
            text.fill(Json.of("{'state': 'ENABLED', "));
            assertThat(page.locator("#edit-check")).containsText("The text is not JSON: ");
            text.fill(Json.of("{'state': 'ON', 'variants': {'low': 1.10, 'high': 2}, 'defaultVariant': 'middle'}"));
            assertThat(page.locator("#edit-check")).containsText("2 problems");
            assertThat(page.locator("#edit-check")).containsText("/defaultVariant");
            assertThat(page.locator("#edit-save")).isDisabled();
            TestBrowser.checkAllWidthsAndThemes(page, "flag-problems");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void savesEditAndPreservesNumberFormat() {
        String key = "edited";
        requireSuccess(putFlag(
                key, Json.of("{'state': 'ENABLED', 'variants': {'low': 1.10, 'high': 2}, 'defaultVariant': 'low'}")));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/" + key);
            Locator text = page.getByLabel("The flag, as JSON");
            assertThat(text).hasValue(Pattern.compile("1\\.10"));
            text.fill(Json.of("{'state': 'ENABLED', 'variants': {'low': 1.10, 'high': 3}, 'defaultVariant': 'high'}"));
            assertThat(page.locator("#edit-check")).containsText("Can be saved");
            assertThat(page.locator("#edit-check del").last()).hasText("\"low\"");
            assertThat(page.locator("#edit-check ins").last()).hasText("\"high\"");
            page.locator("#edit").getByLabel("Reason, for the record").fill("more is better");
            TestBrowser.checkAllWidthsAndThemes(page, "flag-editor");
            Locator tried = page.locator("#tried");
            button(page.locator("#try"), "Evaluate").click();
            assertThat(tried).containsText("low");
            page.locator("#edit-save").click();
            assertThat(page.locator("#edit-done")).containsText("Saved as revision ");
            assertThat(tried).containsText("high");
            assertThat(page.locator("#answer")).containsText("On: everybody gets high.");
            assertThat(page.locator("#answer")).containsText("“more is better”");
            assertThat(page.locator("#edit-check")).containsText("Nothing is changed");
            assertThat(server.get(ENVIRONMENT + "/flags").body())
                    .as("digits and blanks as they were written")
                    .contains(Json.of("{'low': 1.10, 'high': 3}"));
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void revertsFlagToEarlierRevision() {
        String key = "reverted";
        for (String variant : List.of("low", "high")) {
            requireSuccess(putFlag(
                    key,
                    Json.of(
                            "{'state': 'ENABLED', 'variants': {'low': 1, 'high': 2}, 'defaultVariant': '%s'}",
                            variant)));
        }
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/" + key);
            Locator tried = page.locator("#tried");
            button(page.locator("#try"), "Evaluate").click();
            assertThat(tried).containsText("high");
            Locator history = page.locator("#history > table > tbody > tr");
            assertThat(history).hasCount(2);
            history.first().locator("summary").click();
            assertThat(history.first().locator("details")).containsText("/defaultVariant");
            assertThat(history.first().getByRole(AriaRole.BUTTON)).hasCount(0);
            TestBrowser.checkAllWidthsAndThemes(page, "flag-history");
            button(history.last(), "Revert to this").click();
            Locator dialog = page.locator("#revert");
            dialog.getByLabel("Reason, for the record").fill("it was not");
            button(dialog, "Revert now").click();
            assertThat(page.locator("#answer")).containsText("On: everybody gets low.");
            assertThat(tried).containsText("low");
            assertThat(history).hasCount(3);
            assertThat(page.getByLabel("The flag, as JSON")).hasValue(Pattern.compile("\"low\"}$"));
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void detectsConcurrentEditsOfSameFlag() {
        requireSuccess(putFlag("shared", limitDefinition("a", 1)));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/shared");
            Locator text = page.getByLabel("The flag, as JSON");
            Locator reason = page.locator("#edit").getByLabel("Reason, for the record");

            /* A change of another flag just before the save does not conflict. */
            beforeNextSave(page, () -> requireSuccess(putFlag("other", limitDefinition("a", 1))));
            text.fill(limitDefinition("a", 2));
            reason.fill("two");
            page.locator("#edit-save").click();
            assertThat(page.locator("#edit-done")).containsText("Saved as revision ");
            assertThat(getFlag("shared")).contains(Json.of("'a':2"));

            /* A change of the same flag just before the save is a conflict: neither edit is lost. */
            beforeNextSave(page, () -> requireSuccess(putFlag("shared", limitDefinition("b", 3))));
            text.fill(limitDefinition("a", 4));
            reason.fill("four");
            page.locator("#edit-save").click();
            assertThat(page.locator("#edit-check")).containsText("admin changed this flag while you wrote: revision ");
            assertThat(text).hasValue(limitDefinition("a", 4));
            assertThat(page.locator("#edit-save")).isDisabled();
            assertThat(getFlag("shared")).contains(Json.of("'b':3"));
            TestBrowser.checkAccessibilityAndFit(page, "flag-overtaken");

            button(page.locator("#edit-check"), "Seen: mine shall replace it").click();
            page.locator("#edit-save").click();
            assertThat(page.locator("#edit-done")).containsText("Saved as revision ");
            assertThat(getFlag("shared")).contains(Json.of("'a':4"));
            assertThat(browser.consoleErrors())
                    .as("but for what was refused on purpose")
                    .allMatch(complaint -> complaint.contains("409"));
        }
    }

    private static void beforeNextSave(Page page, Runnable work) {
        page.route(
                Pattern.compile(".*/flags/shared\\?reason=.*"),
                route -> {
                    work.run();
                    route.resume();
                },
                new Page.RouteOptions().setTimes(1));
    }

    @Test
    void createsProposalWhenEditRequiresApproval() {
        requireSuccess(
                server.put(
                        ENVIRONMENT + "/gate-policy",
                        Json.of(
                                "{'editsRequireApproval':true,'approvalRules':[{'service':'payments','requiredApprovals':1}]}")));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/flags/default/core");
            page.getByLabel("The flag, as JSON")
                    .fill(
                            Json.of(
                                    "{'state': 'ENABLED', 'variants': {'classic': 1, 'modern': 3}, 'defaultVariant': 'classic'}"));
            assertThat(page.locator("#edit-check")).containsText("Has to be approved by others");
            assertThat(page.locator("#edit-check")).containsText("requires 1 approval by users other than the author");
            page.locator("#edit").getByLabel("Reason, for the record").fill("a newer core");
            assertThat(page.locator("#edit-save")).hasText("Propose");
            TestBrowser.checkAccessibilityAndFit(page, "flag-propose");
            page.locator("#edit-save").click();
            assertThat(page.locator("#edit-done")).containsText("Proposed as fp-");
            page.locator("#edit-done").getByText("Gates").click();
            assertThat(page.locator("#gates")).containsText("a newer core");
            assertThat(getFlag("core")).contains(Json.of("'modern':2"));
            assertThat(browser.consoleErrors()).isEmpty();
        } finally {
            requireSuccess(server.put(ENVIRONMENT + "/gate-policy", Json.of("{'editsRequireApproval':false}")));
        }
    }

    @Test
    void killsAndRestoresFlagOnPhoneWithoutReload() {
        String key = "killed";
        requireSuccess(putFlag(key, limitDefinition("a", 1)));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(390, ColorScheme.LIGHT);
            TestBrowser.signIn(page, server, "/flags/default/" + key);
            page.evaluate("window.samePage = true");
            button(page.locator("#try"), "Evaluate").click();
            assertThat(page.locator("#tried")).containsText("STATIC");
            button(page.locator("#actions"), "Kill").click();
            Locator killing = page.locator("#kill");
            button(killing, "Kill now").click();
            assertThat(killing).isVisible();
            killing.getByLabel("Reason, for the record").fill("double orders");
            TestBrowser.checkAllWidthsAndThemes(page, "flag-kill");
            button(killing, "Kill now").click();
            assertThat(page.locator("#answer")).containsText("Off: every service uses the default of its own code.");
            assertThat(page.locator("#answer")).containsText("“double orders”");
            assertThat(page.locator("#status")).hasText("Off");
            assertThat(page.getByLabel("The flag, as JSON")).hasValue(Pattern.compile("DISABLED"));
            assertThat(page.locator("#tried")).containsText("DISABLED");
            TestBrowser.checkAllWidthsAndThemes(page, "flag-off");
            button(page.locator("#actions"), "Restore").click();
            Locator restoring = page.locator("#restore");
            restoring.getByLabel("Reason, for the record").fill("mended");
            button(restoring, "Restore now").click();
            assertThat(page.locator("#answer")).containsText("On: everybody gets a.");
            assertThat(page.evaluate("window.samePage")).isEqualTo(true);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void hidesFlagActionsFromViewers() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page viewer = browser.page(server, "/flags/default/core", team.createUserAndSignIn("vera", "viewer"));
            assertThat(viewer.locator("#rules")).isVisible();
            assertThat(viewer.locator("#try")).isVisible();
            assertThat(viewer.locator("#editor")).hasCount(0);
            assertThat(viewer.locator("#actions button")).hasCount(0);
            assertThat(viewer.locator("dialog")).hasCount(0);
            assertThat(viewer.locator("#history button")).hasCount(0);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void limitsFlagActionsToAuthorsOfService() {
        requireSuccess(putFlag("anybodys", limitDefinition("a", 1)));
        try (TestBrowser browser = TestBrowser.start()) {
            String author = team.createUserAndSignIn("arno", "author@payments");
            Page own = browser.page(server, "/flags/default/core", author);
            assertThat(own.locator("#editor")).isVisible();
            Page another = browser.page(server, "/flags/default/anybodys", author);
            assertThat(another.locator("#editor")).hasCount(0);
            assertThat(button(another.locator("#actions"), "Kill")).isVisible();
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    private static String limitDefinition(String variant, int value) {
        return Json.of("{'state':'ENABLED','variants':{'%1$s':%2$d},'defaultVariant':'%1$s'}", variant, value);
    }

    private static HttpResponse<String> putFlag(String key, String flag) {
        return server.put(ENVIRONMENT + "/flags/" + key + "?reason=set", flag);
    }

    private static String getFlag(String key) {
        return server.get(ENVIRONMENT + "/flags/" + key).body();
    }

    private static Locator targetingKey(Page page) {
        return page.getByLabel("Targeting key", new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator row(Page page, String key) {
        return page.locator("#flag-table tbody tr")
                .filter(new Locator.FilterOptions().setHas(page.locator("th a[href='/flags/default/" + key + "']")));
    }
}
