// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Where people reach the console, for links in messages. Thread-safe.
@Component
public class PublicBaseUrl {
    private final ServerStartOptions options;
    private final Environment environment;

    PublicBaseUrl(ServerStartOptions options, Environment environment) {
        this.options = options;
        this.environment = environment;
    }

    /// The address without a slash at the end: `--public-url`, else where this server listens.
    public String base() {
        URI told = options.publicUrl();
        return told == null
                ? "http://" + options.host() + ":"
                        + environment.getProperty("local.server.port", Integer.toString(options.port()))
                : told.toString().replaceFirst("/+$", "");
    }
}
