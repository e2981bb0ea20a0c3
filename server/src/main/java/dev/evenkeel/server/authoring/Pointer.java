// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.authoring;

/// Places in JSON (RFC 6901).
final class Pointer {
    private Pointer() {}

    /// The place of a member.
    ///
    /// @param object the place of the object that has it
    static String member(String object, String name) {
        return object + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
