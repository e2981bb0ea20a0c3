// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

/// A formatter of JSON pointers (RFC 6901): names of members with a slash before each, in which `~0` encodes a
/// tilde and `~1` a slash. The empty text is the whole document.
public final class JsonPointerFormatter {
    private JsonPointerFormatter() {}

    /// Returns the pointer of a member.
    ///
    /// @param object pointer of the object that has the member
    public static String append(String object, String name) {
        return object + "/" + escape(name);
    }

    /// Escapes a name for a pointer.
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /// Unescapes a name of a pointer.
    ///
    /// @param step text between two slashes
    public static String unescape(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }
}
