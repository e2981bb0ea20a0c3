// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.json;

import org.jspecify.annotations.Nullable;

/// The place of a node in a JSON document, formatted as a JSON pointer (RFC 6901).
///
/// A place references its parent, so that its creation needs no text; the text is built on demand.
///
/// @param parent place of the enclosing object or array; null at the root
/// @param token member name or array index
public record JsonPointer(@Nullable JsonPointer parent, String token) {
    /// The whole document.
    public static final JsonPointer ROOT = new JsonPointer(null, "");

    /// Returns the place of a member or element below this one.
    public JsonPointer child(String token) {
        return new JsonPointer(this, token);
    }

    /// Returns `"/flags/my-flag/variants"`; the empty string is the whole document.
    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        return parent + "/" + token.replace("~", "~0").replace("/", "~1");
    }
}
