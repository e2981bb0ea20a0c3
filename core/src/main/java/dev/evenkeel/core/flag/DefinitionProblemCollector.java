// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonPointer;
import dev.evenkeel.core.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with a definition; the same problem counts once. Confined to one thread.
///
/// Problems of rules leave the rest of the definition usable, the others do not.
final class DefinitionProblemCollector {
    /// Most that are kept: more help nobody, and a definition of some megabytes could have a million.
    private static final int MOST = 10_000;

    private final Set<DefinitionProblem> found = new LinkedHashSet<>();
    private boolean usable = true;

    void add(JsonPointer at, String message, String remedy) {
        usable = false;
        addOfRule(at, message, remedy);
    }

    void addOfRule(JsonPointer at, String message, String remedy) {
        if (found.size() < MOST) {
            found.add(new DefinitionProblem(at.toString(), message, remedy));
        }
    }

    void add(JsonValue where, String message, String remedy) {
        add(where.at(), message, remedy);
    }

    List<DefinitionProblem> found() {
        return List.copyOf(found);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidDefinitionException(found());
        }
    }

    /// Throws, with all problems, when some are of more than rules.
    void throwIfUnusable() {
        if (!usable) {
            throwIfAny();
        }
    }
}
