// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Builds paths of pages with names and query parameters.
public final class PageUrls {
    private PageUrls() {}

    /// Returns the path of a page with query parameters; omits empty ones.
    public static String withQuery(String page, Map<String, String> asked) {
        String query = asked.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return page + (query.isEmpty() ? "" : "?" + query);
    }

    /// Percent-encodes a name for a path or a query, a space as `%20`.
    public static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
