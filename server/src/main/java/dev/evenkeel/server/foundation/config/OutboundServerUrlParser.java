// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Parser of URLs of other servers, with or without a path.
public final class OutboundServerUrlParser {
    private static final int HIGHEST_PORT = 65_535;

    private OutboundServerUrlParser() {}

    /// Parses a URL; empty unless it is http or https with a host, and without user, password, query and
    /// fragment.
    public static Optional<URI> parse(String text) {
        try {
            URI address = new URI(text);
            boolean http =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            boolean bare = address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
            return http && address.getHost() != null && bare && address.getPort() <= HIGHEST_PORT
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
