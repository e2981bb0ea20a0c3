// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.settings;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static dev.evenkeel.server.console.kit.TestBrowser.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.WebhookReceiver;
import dev.evenkeel.server.console.kit.TestBrowser;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.foundation.security.identity.TestUsers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The settings page in a real browser: configuration of the server, and changes by administrators.
final class SettingsPageModelIT {
    private static final String SIGNING_KEY = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String OTHER_KEY = "whsec_OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEwOTg=";
    private static final String CHANNEL = "T0SECRET/B0SECRET/channelsecret";
    private static final String ROUTING_KEY = "abcdefghijklmnopqrstuvwxyz012345";

    private static WebhookReceiver receiver;
    private static TestServer server;
    private static TestUsers team;
    private static String admin = "";

    @BeforeAll
    static void start() throws Exception {
        receiver = WebhookReceiver.start();
        server = TestServer.startWithEnvironment(
                Map.of("EVENKEEL_PROMETHEUS_TOKEN", "secret-of-prometheus"),
                "--prometheus-url",
                "http://127.0.0.1:9",
                "--tick-retention",
                "P90D");
        team = new TestUsers(server);
        admin = team.createUserAndSignIn("ada", "admin");
        requireSuccess(server.put("/api/v1/services/ledger", Json.of("{'owner':'team-books','tier':1}")));
        requireSuccess(server.put("/api/v1/services/stock", Json.of("{'owner':'team-stock'}")));
        requireSuccess(server.put("/api/v1/services/payments", """
                {"owner":"team-money","tier":1,"dependsOn":["ledger"],"escalation":"#payments-oncall",
                 "failureCost":{"amount":0.8,"currency":"CHF"},
                 "flags":[{"environment":"default","flag":"payment-core"}]}"""));
        requireSuccess(
                server.put("/api/v1/notification-channels/books", """
                {"type":"WEBHOOK","url":"%s?key=secret-of-the-address","secret":"%s"}""".formatted(receiver.url("/books"), SIGNING_KEY)));
        requireSuccess(server.put("/api/v1/notification-channels/channel", """
                {"type":"SLACK","url":"http://127.0.0.1:9/services/%s"}""".formatted(CHANNEL)));
        requireSuccess(server.put("/api/v1/notification-channels/pager", """
                {"type":"PAGERDUTY","url":"http://127.0.0.1:9","routingKey":"%s"}""".formatted(ROUTING_KEY)));
        requireSuccess(server.put("/api/v1/notification-rules/all", Json.of("{'channel':'books','events':['*']}")));
        requireSuccess(server.put("/api/v1/freeze-windows", """
                {"windows":[{"name":"busy season","start":"2020-01-01T00:00","zone":"Europe/Zurich","duration":"P366D",
                 "rrule":"FREQ=YEARLY"}]}"""));
        requireSuccess(server.put("/api/v1/environments/default/gate-policy", """
                {"editsRequireApproval":true,"maxTreatmentShare":50,"approvalRules":[{"service":"payments","changeClass":"migration","requiredApprovals":2}]}"""));
    }

    @AfterAll
    static void stop() {
        server.close();
        receiver.close();
    }

    @Test
    @Tag("quick")
    void showsAdministratorsEnvironmentsAndServices() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page();
            List<String> hosts = TestBrowser.recordRequestedHosts(page);
            TestBrowser.signIn(page, server, "/settings");
            assertThat(page.locator("#answer-lead")).containsText("No limit is reached.");
            assertThat(page.locator(".answer")).containsText("1 administrator of ");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Settings");
            assertThat(page.locator(".facts")).containsText("schema 0");
            assertThat(page.locator(".facts")).containsText("usable by servers with schema 1 or newer");
            assertThat(page.locator("#environments")).containsText("default");
            assertThat(row(page, "#services", "payments")).containsText("default/payment-core");
            assertThat(row(page, "#services", "payments")).containsText("CHF\u00a00.80");
            page.locator("#tables summary").click();
            TestBrowser.checkAllWidthsAndThemes(page, "settings");
            assertThat(hosts).containsOnly(server.uri("/").getHost());
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsChangePolicies() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings");
            assertThat(page.locator("#changes")).containsText("2 for payments, migration");
            assertThat(page.locator("#changes")).containsText("have to be approved");
            assertThat(page.locator("#changes"))
                    .containsText("Experiments in default may give at most 50% of units to treatments.");
            assertThat(page.locator("#changes")).containsText("busy season");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsNotificationChannels() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings");
            assertThat(row(page, "#messages", "books")).containsText(receiver.url("/books"));
            assertThat(page.locator("#messages")).containsText("127.0.0.0/8");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsRetentionAndLimitsWithTheirSource() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings");
            assertThat(row(page, "#kept", "--tick-retention")).containsText("90\u00a0days");
            assertThat(row(page, "#kept", "--tick-retention")).containsText("from the command line");
            assertThat(row(page, "#kept", "--event-retention")).containsText("by default");
            assertThat(row(page, "#limits", "streams"))
                    .containsText(QuantityFormatter.formatCount(Integer.getInteger("evenkeel.max-streams", 12_500)));
            assertThat(row(page, "#limits", "body-bytes")).containsText("1,000,000\u00a0bytes");
            page.locator("#tables summary").click();
            assertThat(row(page, "#kept", "notification_delivery")).isVisible();
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void showsAuditAndStartupSettings() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings");
            assertThat(page.locator("#ledger")).containsText("No signed head of it was published.");
            assertThat(row(page, "#start", "--admin-token")).containsText("set");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void listsQuarantinedRows() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            assertThat(page.locator("#set-aside")).hasCount(0);

            server.bean(QuarantinedRowRepository.class)
                    .insert("slo_minute", "default", "more events than there can be", Map.of());
            page.reload();

            assertThat(page.locator("#set-aside")).hasText("Rows that could not be counted");
            assertThat(page.locator("#set-aside ~ table tbody tr")).hasText("slo_minute 1");
            TestBrowser.checkAllWidthsAndThemes(page, "settings-set-aside");
        } finally {
            server.bean(JdbcClient.class).sql("delete from quarantined_row").update();
        }
    }

    @Test
    void rejectsServiceWithUnknownDependencyOrInvalidFailureCost() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            Locator form = openServiceForm(page);
            form.getByLabel("Key: letters").fill("refused");
            form.getByLabel("Services that it needs").fill("payments, nothing-of-that-name");
            form.getByLabel("Reason").fill("it is new");
            button(form, "Save").click();
            assertThat(form.getByRole(AriaRole.ALERT)).containsText("nothing-of-that-name");
            TestBrowser.checkAllWidthsAndThemes(page, "settings-service");
            form.getByLabel("Services that it needs").fill("payments");
            form.getByLabel("A failed call costs").fill("chf dear");
            button(form, "Save").click();
            assertThat(form.getByRole(AriaRole.ALERT)).containsText("must be three capital letters");
            assertThat(form.getByRole(AriaRole.ALERT)).containsText("must be a number");
            assertThat(server.get("/api/v1/services/refused").statusCode()).isEqualTo(404);
            assertThat(browser.consoleErrors()).allMatch(text -> text.contains("422"));
        }
    }

    private static Locator openServiceForm(Page page) {
        button(page.locator("#services"), "Add a service").click();
        return page.locator("dialog#service");
    }

    @Test
    void createsService() {
        String key = "shop";
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            Locator form = openServiceForm(page);
            form.getByLabel("Key: letters").fill(key);
            form.getByLabel("Owner team").fill("team-shop");
            form.getByLabel("Tier").selectOption("2");
            form.getByLabel("Services that it needs").fill("stock");
            form.getByLabel("Flags that belong to it").fill("default/cart");
            form.getByLabel("Reason").fill("it is new");
            form.getByLabel("A failed call costs").fill("EUR 12.5");
            button(form, "Save").click();
            assertThat(form).isHidden();
            assertThat(row(page, "#services", key)).containsText("EUR\u00a012.50");
            assertThat(row(page, "#services", key)).containsText("team-shop");
            assertThat(TestServer.json(server.get("/api/v1/services/" + key))
                            .path("tier")
                            .asInt())
                    .isEqualTo(2);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void updatesService() {
        String key = "outlet";
        requireSuccess(server.put("/api/v1/services/" + key, Json.of("""
                        {'owner':'team-shop','dependsOn':['stock'],'failureCost':{'amount':12.5,'currency':'EUR'},
                         'flags':[{'environment':'default','flag':'outlet-cart'}]}""")));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            Locator form = page.locator("dialog#service");
            button(row(page, "#services", key), "Change " + key).click();
            assertThat(form.getByLabel("Key: letters")).hasValue(key);
            assertThat(form.getByLabel("Key: letters")).not().isEditable();
            assertThat(form.getByLabel("Flags that belong to it")).hasValue("default/outlet-cart");
            assertThat(form.getByLabel("A failed call costs")).hasValue("EUR 12.50");
            form.getByLabel("A failed call costs").fill("");
            form.getByLabel("Owner team").fill("team-cart");
            form.getByLabel("Services that it needs").fill("");
            form.getByLabel("Reason").fill("another team");
            button(form, "Save").click();
            assertThat(row(page, "#services", key)).containsText("team-cart");
            var changed = TestServer.json(server.get("/api/v1/services/" + key));
            assertThat(changed.path("dependsOn")).isEmpty();
            assertThat(changed.path("failureCost").isNull()).isTrue();
            assertThat(server.get("/api/v1/audit?subject=" + key).body()).contains("another team");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void rejectsDeletionOfServiceWithDependents() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            button(row(page, "#services", "ledger"), "Delete ledger").click();
            Locator deleting = page.locator("#delete-service");
            deleting.getByLabel("Reason").fill("it is in the way");
            button(deleting, "Delete it").click();
            assertThat(deleting.getByRole(AriaRole.ALERT))
                    .containsText("Service ledger cannot be deleted, because these services depend on it: payments.");
            button(deleting, "Leave it").click();
            assertThat(deleting).isHidden();
            assertThat(browser.consoleErrors()).allMatch(text -> text.contains("409"));
        }
    }

    @Test
    void deletesServiceWithReason() {
        String key = "kiosk";
        requireSuccess(server.put("/api/v1/services/" + key, Json.of("{'owner':'team-shop'}")));
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            Locator deleting = page.locator("#delete-service");
            button(row(page, "#services", key), "Delete " + key).click();
            assertThat(deleting.locator("h2")).hasText("Delete service " + key + "?");
            deleting.getByLabel("Reason").fill("it is closed");
            button(deleting, "Delete it").click();
            assertThat(row(page, "#services", key)).hasCount(0);
            assertThat(server.get("/api/v1/audit?subject=" + key).body()).contains("it is closed");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void createsAndTestsNotificationChannel() {
        String name = "program";
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            button(page.locator("#messages"), "Add a sink").click();
            Locator form = page.locator("dialog#sink");
            form.getByLabel("Name").fill(name);
            form.getByLabel("Address").fill(receiver.url("/program"));
            form.getByLabel("Signing key").fill(OTHER_KEY);
            form.getByLabel("Reason").fill("books are kept elsewhere too");
            TestBrowser.checkAllWidthsAndThemes(page, "settings-sink");
            button(form, "Save").click();
            assertThat(row(page, "#messages", name)).containsText("nothing was sent yet");
            button(row(page, "#messages", name), "Test " + name).click();
            assertThat(page.locator("#tested")).containsText(name + " took the test");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void createsAndDeletesNotificationRule() {
        String name = "rules";
        createChannel(name);
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            button(page.locator("#messages"), "Add a route").click();
            Locator route = page.locator("dialog#route");
            route.getByLabel("Name").fill("to-" + name);
            route.getByLabel("To", new Locator.GetByLabelOptions().setExact(true))
                    .selectOption(name);
            route.getByLabel("Services").fill("payments");
            route.getByLabel("Kinds or families").fill("incident");
            route.getByLabel("Reason").fill("they asked");
            button(route, "Save").click();
            assertThat(row(page, "#messages", "to-" + name)).containsText("incident of payments");
            button(row(page, "#messages", "to-" + name), "Delete route to-" + name)
                    .click();
            Locator deletingRoute = page.locator("#delete-route");
            deletingRoute.getByLabel("Reason").fill("enough");
            button(deletingRoute, "Delete it").click();
            assertThat(row(page, "#messages", "to-" + name)).hasCount(0);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void updatesNotificationChannelWithoutShowingSigningKey() {
        String name = "moved";
        createChannel(name);
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            Locator form = page.locator("dialog#sink");
            button(row(page, "#messages", name), "Change " + name).click();
            assertThat(form.getByLabel("Signing key")).isEmpty();
            form.getByLabel("Address").fill(receiver.url("/elsewhere"));
            form.getByLabel("Reason").fill("it moved");
            button(form, "Save").click();
            assertThat(row(page, "#messages", name)).containsText("/elsewhere");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void deletesNotificationChannel() {
        String name = "obsolete";
        createChannel(name);
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            button(row(page, "#messages", name), "Delete " + name).click();
            Locator deleting = page.locator("#delete-sink");
            deleting.getByLabel("Reason").fill("enough");
            button(deleting, "Delete it").click();
            assertThat(row(page, "#messages", name)).hasCount(0);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    private static void createChannel(String name) {
        requireSuccess(server.put(
                "/api/v1/notification-channels/" + name,
                Json.of("{'type':'WEBHOOK','url':'%s','secret':'%s'}", receiver.url("/" + name), OTHER_KEY)));
    }

    @Test
    void createsEnvironment() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/settings", admin);
            button(page.locator("#environments"), "Add an environment").click();
            Locator form = page.locator("#add-environment");
            form.getByLabel("Name").fill("staging");
            form.getByLabel("Begins with the flags of").selectOption("default");
            form.getByLabel("Reason").fill("to try things");
            button(form, "Add it").click();
            assertThat(row(page, "#environments", "staging")).isVisible();
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void hidesActionsWithoutPermission() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page viewer = browser.page(server, "/settings", team.createUserAndSignIn("vera", "viewer"));
            assertThat(viewer.locator(".answer")).containsText("You may look.");
            assertThat(viewer.locator("#settings button")).hasCount(0);
            assertThat(viewer.locator("dialog")).hasCount(0);

            Page own = browser.page(server, "/settings", team.createUserAndSignIn("olga", "admin@payments"));
            assertThat(own.locator(".answer")).containsText("You may change the services that you administer.");
            assertThat(button(row(own, "#services", "payments"), "Change payments"))
                    .isVisible();
            assertThat(row(own, "#services", "ledger").getByRole(AriaRole.BUTTON))
                    .hasCount(0);
            assertThat(own.locator("#messages button")).hasCount(0);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void doesNotExposeSecrets() {
        String page = server.get("/settings").body();
        assertThat(page)
                .contains("http://127.0.0.1:9", "EVENKEEL_PROMETHEUS_TOKEN")
                .doesNotContain(
                        TestServer.ADMIN_TOKEN,
                        TestServer.SDK_KEY,
                        "secret-of-prometheus",
                        "secret-of-the-address",
                        SIGNING_KEY,
                        CHANNEL,
                        ROUTING_KEY);
    }

    private static Locator row(Page page, String place, String name) {
        return page.locator(place + " tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("th:text-is('" + name + "'), th > *:text-is('" + name + "')")));
    }
}
