// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The header `If-None-Match`: a list of tags, or `*`. Tags are compared weakly (RFC 9110, 13.1.2),
/// because proxies that compress weaken them.
final class IfNoneMatchParser {
    private static final Pattern OF_FLAGS = Pattern.compile("([0-9]{1,18})-[0-9a-f]{16}");

    private IfNoneMatchParser() {}

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

    /// The revision in the tag of a flag set, such as `41-00e49b5c1a2f3d77`; 0 when it is no such tag.
    static long revision(String tag) {
        Matcher matcher = OF_FLAGS.matcher(tag);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /// The revision of an environment's flags that the header names; 0 when it names none.
    static long revision(String header, String environment) {
        String tag = header.strip().replaceFirst("^W/", "").replace("\"", "");
        String start = environment + "-";
        return tag.startsWith(start) ? revision(tag.substring(start.length())) : 0;
    }
}
