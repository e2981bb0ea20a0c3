// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.importing;

import tools.jackson.databind.JsonNode;

/// How attributes of LaunchDarkly's contexts are called here.
///
/// The key of kind `user` is the targeting key, its other attributes keep their names; those of another
/// kind stand in an attribute of the kind's name.
final class LaunchDarklyContext {
    private static final String USER = "user";

    private LaunchDarklyContext() {}

    static boolean isUser(String kind) {
        return kind.isEmpty() || kind.equals(USER);
    }

    static JsonNode key(String kind) {
        return isUser(kind) ? Logic.var("targetingKey") : Logic.var(kind + ".key");
    }

    /// @param attribute a name, or a path like `/address/street`
    static JsonNode attribute(String kind, String attribute) {
        if (attribute.equals("key")) {
            return key(kind);
        }
        String path = attribute.startsWith("/") ? attribute.substring(1).replace('/', '.') : attribute;
        return Logic.var(isUser(kind) ? path : kind + "." + path);
    }
}
