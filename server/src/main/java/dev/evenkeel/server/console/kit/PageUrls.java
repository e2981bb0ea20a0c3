// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Addresses of pages with names and with what is asked for in them.
public final class PageUrls {
    private PageUrls() {}

    /// A page with what is asked for; what is empty is left out.
    public static String of(String page, Map<String, String> asked) {
        String query = asked.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return page + (query.isEmpty() ? "" : "?" + query);
    }

    /// Percent-encodes a name for a path or a query, a space as `%20`.
    public static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
