// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonPointer;
import dev.evenkeel.core.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A collector of the problems of a definition, without duplicates.
///
/// Problems of rules leave the rest of the definition usable, all others do not.
final class DefinitionProblemCollector {
    /// Maximum number of stored problems: a definition of some megabytes could have a million.
    private static final int MOST = 10_000;

    private final Set<DefinitionProblem> found = new LinkedHashSet<>();
    private boolean usable = true;

    void add(JsonPointer at, String message, String remedy) {
        usable = false;
        addRuleProblem(at, message, remedy);
    }

    void addRuleProblem(JsonPointer at, String message, String remedy) {
        if (found.size() < MOST) {
            found.add(new DefinitionProblem(at.toString(), message, remedy));
        }
    }

    void add(JsonValue where, String message, String remedy) {
        add(where.pointer(), message, remedy);
    }

    List<DefinitionProblem> problems() {
        return List.copyOf(found);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidDefinitionException(problems());
        }
    }

    /// Throws an exception with all problems if any of them is outside of rules.
    void throwIfUnusable() {
        if (!usable) {
            throwIfAny();
        }
    }
}
