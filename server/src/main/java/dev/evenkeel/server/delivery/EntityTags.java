// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The header `If-None-Match`: a list of tags, or `*`. Tags are compared weakly (RFC 9110, 13.1.2), because
/// proxies that compress weaken them.
final class EntityTags {
    private EntityTags() {}

    /// Whether the header names the tag.
    ///
    /// @param header null when there is none
    /// @param tag with its quotes
    static boolean name(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        return header.strip().equals("*")
                || Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(tag::equals);
    }
}
