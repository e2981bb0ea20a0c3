// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static dev.evenkeel.server.console.kit.TestBrowser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Actions on the gates page: overrides, approvals and freeze windows.
final class GateActionsPageIT {
    private static final String ENVIRONMENT = "/api/v1/environments/default";
    private static final String FREEZES = "/api/v1/freeze-windows";
    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

    private static TestServer server;
    private static String operator = "";
    private static String approver = "";
    private static String viewer = "";

    @BeforeAll
    static void start() {
        server = TestServer.start();
        var team = new TestUsers(server);
        operator = team.createUserAndSignIn("olga", "operator");
        approver = team.createUserAndSignIn("anna", "approver");
        viewer = team.createUserAndSignIn("vera", "viewer");
        requireSuccess(server.put("/api/v1/services/payments", Json.of("{'owner':'money'}")));
        requireSuccess(server.put(
                ENVIRONMENT + "/gate-policy",
                Json.of("{'requiredApprovals':1,'overrideClasses':['outage','hotfix']}")));
        requireSuccess(server.post(
                ENVIRONMENT + "/releases/pause", Json.of("{'reason':'payments fail','service':'payments'}")));
        for (String flag : List.of("core", "defaults", "own")) {
            startRolloutThatWaits(flag);
        }
    }

    private static void startRolloutThatWaits(String flag) {
        requireSuccess(server.put(
                ENVIRONMENT + "/flags/" + flag,
                Json.of("{'state':'ENABLED','defaultVariant':'classic','variants':{'classic':1,'modern':2}}")));
        requireSuccess(server.post(ENVIRONMENT + "/rollouts", """
                {"flag":"%s","control":"classic","candidate":"modern","plan":"fast","service":"payments",
                 "onClosedGates":"WAIT"}""".formatted(flag)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void prefillsFormOfGateOverride() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates", operator);
            Instant before = Instant.now();
            button(gateRow(page, "defaults", "release-pause"), "Let it past gate release-pause")
                    .click();
            Locator form = page.locator("#let-past");
            assertThat(form.getByLabel("What sort of change").locator("option"))
                    .hasText(new String[] {"hotfix", "outage"});
            assertThat(LocalDateTime.parse(
                                    form.getByLabel("Until, in your time zone").inputValue())
                            .atZone(ZURICH)
                            .toInstant())
                    .as("in four hours, to the minute")
                    .isBetween(
                            before.plus(Duration.ofMinutes(239)), Instant.now().plus(Duration.ofHours(4)));
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void createsTimeLimitedGateOverride() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates", operator);
            Locator line = gateRow(page, "core", "release-pause");
            assertThat(line).containsText("Closed");
            button(line, "Let it past gate release-pause").click();
            Locator form = page.locator("#let-past");
            assertThat(form.locator("h2")).hasText("Let core in default past gate release-pause?");
            assertThat(form).containsText("somebody else has to review it");
            form.getByLabel("What sort of change").selectOption("outage");
            form.getByLabel("Why it cannot wait").fill("customers of core cannot pay");
            TestBrowser.checkAllWidthsAndThemes(page, "let-past");
            button(form, "Let it past").click();
            assertThat(form).isHidden();
            assertThat(line).containsText("Overridden");
            assertThat(line).containsText("Let past by olga as outage (customers of core cannot pay) until");
            assertThat(line.getByRole(AriaRole.BUTTON)).hasCount(0);
            assertThat(section(page, "Overrides to review")).containsText("customers of core cannot pay");
            TestBrowser.checkAllWidthsAndThemes(page, "gates-let-past");

            JsonNode made = find(ENVIRONMENT + "/gate-overrides", "", "flag", "core");
            assertThat(made.path("gate").asString()).isEqualTo("release-pause");
            assertThat(made.toString()).contains("\"olga\"", "\"outage\"");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void rejectsApprovalByAuthor() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page own = browser.page(server, "/gates");
            button(gateRow(own, "own", "approvals"), "Approve own in default").click();
            Locator refused = own.locator("#approve-change");
            button(refused, "Approve").click();
            assertThat(refused.getByRole(AriaRole.ALERT)).containsText("admin cannot approve the change of flag own");
            TestBrowser.checkAllWidthsAndThemes(own, "approve-own");
            assertThat(browser.consoleErrors()).allMatch(text -> text.contains("409"));
        }
    }

    @Test
    void hidesOverridesAndFreezeWindowsFromApprovers() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates", approver);
            assertThat(section(page, "core")).isVisible();
            assertThat(page.locator("[data-open=let-past], [data-open=add-freeze]"))
                    .hasCount(0);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void approvesChange() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates", approver);
            Locator approvals = gateRow(page, "core", "approvals");
            assertThat(approvals).containsText("Closed");
            button(approvals, "Approve core in default").click();
            Locator form = page.locator("#approve-change");
            assertThat(form.locator("h2")).hasText("Approve the change of core in default?");
            form.getByLabel("What convinced you").fill("read the plan of core");
            TestBrowser.checkAllWidthsAndThemes(page, "approve-change");
            button(form, "Approve").click();
            assertThat(form).isHidden();
            assertThat(approvals).containsText("Open");
            assertThat(approvals.getByRole(AriaRole.BUTTON)).hasCount(0);
            assertThat(section(page, "Approvals")).containsText("read the plan of core");
            TestBrowser.checkAllWidthsAndThemes(page, "gates-approved");
            JsonNode given = find(ENVIRONMENT + "/approvals", "", "flag", "core");
            assertThat(given.toString()).contains("\"anna\"", Json.of("'valid':true"), "read the plan of core");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void rejectsFreezeWindowWithInvalidDuration() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates", operator);
            Locator calendar = page.locator("#freezes");
            assertThat(calendar).containsText("A freeze is a time in which no change starts, advances or completes");
            TestBrowser.checkAllWidthsAndThemes(page, "gates-no-freeze");
            Locator form = fillFreezeWindow(page, "Repairs of April", "a while");
            assertThat(form.getByLabel("On the clock of")).hasValue("Europe/Zurich");
            button(form, "Add it").click();
            assertThat(form.getByRole(AriaRole.ALERT)).containsText("/windows/0/duration");
            TestBrowser.checkAllWidthsAndThemes(page, "freeze-refused");
            assertThat(browser.consoleErrors()).allMatch(text -> text.contains("422"));
        }
    }

    private static Locator fillFreezeWindow(Page page, String name, String lasts) {
        button(page.locator("#freezes"), "Add a freeze").click();
        Locator form = page.locator("#add-freeze");
        form.getByLabel("Name; a freeze").fill(name);
        form.getByLabel("default").check();
        form.getByLabel("Services").fill("payments, ledger");
        form.getByLabel("Classes of change").fill("normal");
        form.getByLabel("Begins first").fill("2026-01-01T18:00");
        form.getByLabel("Lasts").fill(lasts);
        form.getByLabel("Comes again").selectOption("every day");
        form.getByLabel("Why, for whoever").fill("the core is repaired");
        return form;
    }

    @Test
    void addsFreezeWindowThatClosesGate() {
        String name = "Repairs & more (of May)";
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates", operator);
            Locator calendar = page.locator("#freezes");
            Locator form = fillFreezeWindow(page, name, "1d 2h 30 min");
            button(form, "Add it").click();
            assertThat(form).isHidden();
            Locator row = calendar.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(name));
            assertThat(row).containsText("every day");
            assertThat(row).containsText("1 d 2 h 30 min");
            assertThat(row).containsText("environments default; services ledger, payments; classes normal");
            assertThat(row).containsText("the core is repaired");
            Locator gate = gateRow(page, "core", "freeze");
            assertThat(gate).containsText("Closed");
            assertThat(gate).containsText("the core is repaired");
            TestBrowser.checkAllWidthsAndThemes(page, "gates-frozen");
            JsonNode window = find(FREEZES, "/windows", "name", name);
            assertThat(window.toString())
                    .contains(
                            Json.of("'kind':'DENY','reason':'the core is repaired','start':'2026-01-01T18:00'"),
                            Json.of("'zone':'Europe/Zurich','duration':'P1DT2H30M','rrule':'FREQ=DAILY'"),
                            Json.of(
                                    "'environments':['default'],'services':['ledger','payments'],'tiers':[],'classes':['normal']"));
            assertThat(server.get("/api/v1/audit?subject=freezes").body()).contains("the core is repaired");
            assertThat(browser.consoleErrors()).isEmpty();
        } finally {
            requireSuccess(server.put(FREEZES, Json.of("{'windows':[]}")));
        }
    }

    @Test
    void deletesFreezeWindowAndReopensGate() {
        String name = "Repairs & more (of June)";
        requireSuccess(server.put(FREEZES, """
                {"windows":[{"name":"%s","reason":"the core is repaired","start":"2026-01-01T18:00","zone":"Europe/Zurich",
                 "duration":"P1DT2H30M","rrule":"FREQ=DAILY","environments":["default"],"services":["payments"]}]}""".formatted(name)));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates", operator);
            Locator row = page.locator("#freezes tbody tr").filter(new Locator.FilterOptions().setHasText(name));
            Locator gate = gateRow(page, "core", "freeze");
            assertThat(gate).containsText("Closed");
            button(row, "Take away " + name).click();
            Locator taking = page.locator("#take-away");
            assertThat(taking.locator("h2")).hasText("Take " + name + " away?");
            taking.getByLabel("Reason").fill("repaired before time");
            TestBrowser.checkAllWidthsAndThemes(page, "take-away");
            button(taking, "Take it away").click();
            assertThat(taking).isHidden();
            assertThat(row).hasCount(0);
            assertThat(gate).containsText("Open");
            assertThat(TestServer.json(server.get(FREEZES)).path("windows")).isEmpty();
            assertThat(server.get("/api/v1/audit?subject=freezes").body()).contains("repaired before time");
            assertThat(browser.consoleErrors()).isEmpty();
        } finally {
            requireSuccess(server.put(FREEZES, Json.of("{'windows':[]}")));
        }
    }

    @Test
    void parsesFreezeWindowDurationsInWords() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates", operator);
            Locator form = page.locator("#add-freeze");
            for (DurationCase length : List.of(
                    new DurationCase("1 d", "P1D", "1 d"),
                    new DurationCase("24 hours", "PT24H", "24 h"),
                    new DurationCase("1 week", "P7D", "7 d"))) {
                button(page.locator("#freezes"), "Add a freeze").click();
                form.getByLabel("Name; a freeze").fill(length.iso());
                form.getByLabel("Begins first").fill("2030-01-01T18:00");
                form.getByLabel("Lasts").fill(length.input());
                form.getByLabel("Why, for whoever").fill("the core is repaired");
                button(form, "Add it").click();
                assertThat(form).isHidden();
                assertThat(page.locator("#freezes tbody tr")
                                .filter(new Locator.FilterOptions().setHasText(length.iso())))
                        .containsText(length.displayed());
                assertThat(find(FREEZES, "/windows", "name", length.iso())
                                .path("duration")
                                .asString())
                        .isEqualTo(length.iso());
            }
            assertThat(browser.consoleErrors()).isEmpty();
        } finally {
            requireSuccess(server.put(FREEZES, Json.of("{'windows':[]}")));
        }
    }

    private record DurationCase(String input, String iso, String displayed) {}

    @Test
    void showsFreezeWindowWithSlashInNameAndUnknownRecurrence() {
        requireSuccess(server.put(FREEZES, """
                {"windows":[{"name":"24/31 December","start":"2030-12-24T00:00","zone":"UTC","duration":"P8D",
                 "rrule":"FREQ=YEARLY;INTERVAL=2"}]}"""));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates", operator);
            Locator row = page.locator("#freezes tbody tr");
            assertThat(row).containsText("24/31 December");
            assertThat(row).containsText("FREQ=YEARLY;INTERVAL=2");
            assertThat(row.getByRole(AriaRole.BUTTON)).hasCount(0);
            assertThat(browser.consoleErrors()).isEmpty();
        } finally {
            requireSuccess(server.put(FREEZES, Json.of("{'windows':[]}")));
        }
    }

    @Test
    void hidesGateActionsFromViewers() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/gates", viewer);
            assertThat(section(page, "core")).containsText("release-pause");
            assertThat(page.locator("#freezes")).isVisible();
            assertThat(page.locator("[data-open=let-past], [data-open=approve-change]"))
                    .hasCount(0);
            assertThat(page.locator("[data-open=add-freeze], #add-freeze, #take-away"))
                    .hasCount(0);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    private static Locator section(Page page, String heading) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(heading).setExact(true));
    }

    private static Locator gateRow(Page page, String flag, String gate) {
        return section(page, flag)
                .locator("tbody tr")
                .filter(new Locator.FilterOptions().setHas(page.locator("th:text-is('" + gate + "')")));
    }

    /* Returns the first object of a list whose field has this value. */
    private static JsonNode find(String path, String list, String name, String value) {
        return StreamSupport.stream(TestServer.json(server.get(path)).at(list).spliterator(), false)
                .filter(one -> one.path(name).asString("").equals(value))
                .findFirst()
                .orElseThrow();
    }
}
