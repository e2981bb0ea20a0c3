// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

/// Places in JSON, as texts (RFC 6901): names of members with a slash before each, in which `~0` stands for a
/// tilde and `~1` for a slash. The empty text is the whole document.
public final class JsonPointerFormatter {
    private JsonPointerFormatter() {}

    /// The place of a member.
    ///
    /// @param object the place of the object that has it
    public static String member(String object, String name) {
        return object + "/" + step(name);
    }

    /// A name as it stands in a place.
    public static String step(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /// The name that stands in a place.
    ///
    /// @param step what is between two slashes
    public static String name(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }
}
