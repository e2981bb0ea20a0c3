// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.List;

/// An access rule for a part of the server's paths. Paths without a rule belong to [#CONSOLE], so a new path is
/// never public by accident.
enum PathAccessZone {
    /// No credential.
    OPEN,
    /// An SDK key.
    SDK,
    /// An SDK key or an API token; either may be the password of basic authentication, for tools that support
    /// nothing else.
    ADAPTER,
    /// An API token or a console session.
    API,
    /// A console session or an API token; a browser without one gets the login page.
    CONSOLE;

    private static final List<String> OPEN_PATHS =
            List.of("/health", "/health/live", "/health/ready", "/login", "/logout", "/error", "/favicon.ico", "/docs");
    private static final List<String> OPEN_PREFIXES = List.of("/assets/", "/login/", "/docs/");
    private static final List<String> SDK_PREFIXES = List.of("/sdk/", "/ofrep/", "/flagd/");
    private static final List<String> API_PREFIXES = List.of("/api/", "/v3/", "/metrics");

    static PathAccessZone of(String path) {
        if (OPEN_PATHS.contains(path) || OPEN_PREFIXES.stream().anyMatch(path::startsWith)) {
            return OPEN;
        }
        if (SDK_PREFIXES.stream().anyMatch(path::startsWith)) {
            return SDK;
        }
        if (path.startsWith("/integrations/")) {
            return ADAPTER;
        }
        return API_PREFIXES.stream().anyMatch(path::startsWith) ? API : CONSOLE;
    }
}
