// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parser of the header `If-None-Match`: a list of tags, or `*`. Compares tags weakly (RFC 9110, 13.1.2),
/// because proxies that compress weaken them.
final class IfNoneMatchParser {
    private static final Pattern OF_FLAGS = Pattern.compile("([0-9]{1,18})-[0-9a-f]{16}");

    private IfNoneMatchParser() {}

    /// Whether the header contains the tag.
    ///
    /// @param header null when absent
    /// @param tag including its quotes
    static boolean matches(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        return header.strip().equals("*")
                || Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(tag::equals);
    }

    /// Returns the revision in the tag of a flag set, such as `41-00e49b5c1a2f3d77`; 0 for any other tag.
    static long parseRevision(String tag) {
        Matcher matcher = OF_FLAGS.matcher(tag);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /// Returns the revision of an environment's flags in the header; 0 when it contains none.
    static long parseRevision(String header, String environment) {
        String tag = header.strip().replaceFirst("^W/", "").replace("\"", "");
        String start = environment + "-";
        return tag.startsWith(start) ? parseRevision(tag.substring(start.length())) : 0;
    }
}
