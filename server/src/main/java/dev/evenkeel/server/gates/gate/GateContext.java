// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The change that gates evaluate.
///
/// @param environment environment of the change
/// @param flag key of the flag that changes; null for a change without a flag
/// @param service service of the change if the catalogue has no owner of the flag; null if not given
/// @param rollout id of the rollout; null before it starts
/// @param changeClass class of the change; `normal` by default
/// @param author who ordered the change; empty if unknown
public record GateContext(
        String environment,
        @Nullable String flag,
        @Nullable String service,
        @Nullable String rollout,
        String changeClass,
        String author) {
    /// The default class of a change.
    public static final String NORMAL = "normal";

    /// Description of what [#isValidClass] accepts.
    static final String CLASS_RULE = "1 to 63 lower-case letters, digits and hyphens, starting with a letter";

    private static final Pattern CLASS = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /// Returns whether a text is a valid class of change.
    public static boolean isValidClass(String text) {
        return CLASS.matcher(text).matches();
    }

    /// Returns a copy with another service.
    public GateContext withService(@Nullable String owner) {
        return new GateContext(environment, flag, owner, rollout, changeClass, author);
    }
}
