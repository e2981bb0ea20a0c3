// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.List;

/// A part of the server's paths with one rule of access. What is not named belongs to the console, so a new
/// path is never open by accident.
enum PathAccessZone {
    /// Needs no credential.
    OPEN,
    /// Needs an SDK key.
    SDK,
    /// Needs an SDK key or a token of the API; either may be the password of basic authentication, for tools
    /// that can send nothing else.
    ADAPTER,
    /// Needs a token of the API, or a console session.
    API,
    /// Needs a console session, or a token of the API; a browser without one gets the login page.
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
        if (path.startsWith("/adapters/")) {
            return ADAPTER;
        }
        return API_PREFIXES.stream().anyMatch(path::startsWith) ? API : CONSOLE;
    }
}
