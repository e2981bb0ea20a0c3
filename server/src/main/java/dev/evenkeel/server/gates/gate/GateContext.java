// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The change that gates are asked about.
///
/// @param environment where it happens
/// @param flag key of the flag that leads it; null when none does
/// @param service whose change it is, where the catalogue has no owner of the flag; null when nobody has said
/// @param rollout its id; null before it starts
/// @param changeClass what sort of change it is, `normal` unless somebody has said otherwise
/// @param author who ordered it; empty when that is not known
public record GateContext(
        String environment,
        @Nullable String flag,
        @Nullable String service,
        @Nullable String rollout,
        String changeClass,
        String author) {
    /// The class of a change of which nobody has said one.
    public static final String NORMAL = "normal";

    /// What [#isClass] accepts, in words.
    static final String CLASS_RULE = "1 to 63 lower-case letters, digits and dashes, the first a letter";

    private static final Pattern CLASS = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /// Whether a text may name a class of change.
    public static boolean isClass(String text) {
        return CLASS.matcher(text).matches();
    }

    /// The same of a service.
    public GateContext of(@Nullable String owner) {
        return new GateContext(environment, flag, owner, rollout, changeClass, author);
    }
}
