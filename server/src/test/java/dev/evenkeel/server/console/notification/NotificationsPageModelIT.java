// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.notification;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.evenkeel.server.TestServer.requireSuccess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.WebhookReceiver;
import dev.evenkeel.server.console.kit.TestBrowser;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page of notification deliveries.
final class NotificationsPageModelIT {
    private static TestServer server;
    private static WebhookReceiver receiver;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start();
        receiver = WebhookReceiver.start();
        receiver.answer(404, "no such channel");
        requireSuccess(server.put(
                "/api/v1/notification-channels/oncall",
                Json.of("{'type':'SLACK','url':'%s'}", receiver.url("/S3CR3T"))));
        requireSuccess(
                server.put("/api/v1/notification-rules/oncall", Json.of("{'channel':'oncall','events':['incident']}")));
        requireSuccess(
                server.post("/api/v1/incidents", Json.of("{'service':'payments','title':'customers cannot pay'}")));
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        server.get("/api/v1/notification-deliveries").body().contains("REJECTED"));
    }

    @AfterAll
    static void stop() {
        server.close();
        receiver.close();
    }

    @Test
    void showsFailedDeliveriesWithoutSecretUrl() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/events");
            assertThat(page.locator("#events")).containsText("oncall did not take what was last sent.");
            assertThat(page.locator("#events")).containsText("404 no such channel");
            assertThat(page.locator("#events")).containsText("incident of all services");
            assertThat(page.locator("#events")).containsText("SEV4 customers cannot pay");
            assertThat(page.locator("body")).not().containsText("S3CR3T");
            assertThat(page.getByLabel("Pages").locator("[aria-current]")).hasText("Events");
            TestBrowser.checkAllWidthsAndThemes(page, "events");
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void redeliversMessage() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.page(server, "/events");
            int before = receiver.at("/S3CR3T").size();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send message 1 again"))
                    .click();
            assertThat(page.locator("#redelivered")).hasText("Message 1 is sent again.");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.at("/S3CR3T").size() > before
                            && !server.get("/api/v1/notification-deliveries")
                                    .body()
                                    .contains("PENDING"));
        }
    }
}
