// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The base URL of the console for links in notifications. Thread-safe.
@Component
public class PublicBaseUrl {
    private final ServerStartOptions options;
    private final Environment environment;

    PublicBaseUrl(ServerStartOptions options, Environment environment) {
        this.options = options;
        this.environment = environment;
    }

    /// Returns the URL without a trailing slash: `--public-url`, else the address that this server listens on.
    public String url() {
        URI told = options.publicUrl();
        return told == null ? listenUrl() : told.toString().replaceFirst("/+$", "");
    }

    /// Returns the URL of the address that this server listens on, without a trailing slash.
    public String listenUrl() {
        return options.scheme() + "://" + options.host() + ":"
                + environment.getProperty("local.server.port", Integer.toString(options.port()));
    }
}
