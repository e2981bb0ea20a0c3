// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.access;

import dev.evenkeel.server.platform.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What the operator needs to get in after a start, when the options do not settle it.
@Component
public class FirstAccess {
    private final ServerOptions options;
    private final SdkKeys keys;
    private final Sessions sessions;

    FirstAccess(ServerOptions options, SdkKeys keys, Sessions sessions) {
        this.options = options;
        this.keys = keys;
        this.sessions = sessions;
        if (options.sdkKey() != null) {
            keys.add(options.sdkKey(), options.environment());
        }
    }

    /// Makes an SDK key when none was given and the environment has none; makes a link when there is no admin
    /// token. Returns lines to print, which are shown nowhere else.
    ///
    /// @param address of the server, for example `http://127.0.0.1:8080`
    public List<String> settle(String address) {
        List<String> lines = new ArrayList<>();
        if (options.sdkKey() == null) {
            Optional<String> made = keys.createIfNone(options.environment());
            made.ifPresent(
                    key -> lines.add("SDK key for environment " + options.environment() + " (shown once): " + key));
        }
        if (options.adminToken() == null) {
            lines.add("Console (this link works once): " + address + "/login?once=" + sessions.newLinkToken());
        }
        return lines;
    }
}
