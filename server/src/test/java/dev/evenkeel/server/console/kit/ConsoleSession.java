// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.server.TestServer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Starts a server and a browser for the tests of a class. The tests are skipped if there is no browser. Closes
/// all pages after each test.
public final class ConsoleSession implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private @Nullable TestBrowser browser;
    private @Nullable TestServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        browser = TestBrowser.start();
        server = TestServer.start();
    }

    public TestBrowser browser() {
        return Objects.requireNonNull(browser);
    }

    public TestServer server() {
        return Objects.requireNonNull(server);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        browser().closePages();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
