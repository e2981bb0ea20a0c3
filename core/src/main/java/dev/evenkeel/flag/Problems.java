// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.flag;

import dev.evenkeel.internal.json.JsonValue;
import dev.evenkeel.internal.json.Pointer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with a definition; the same problem counts once. Confined to one thread.
final class Problems {
    private final Set<DefinitionProblem> found = new LinkedHashSet<>();

    void add(Pointer at, String message, String remedy) {
        found.add(new DefinitionProblem(at.toString(), message, remedy));
    }

    void add(JsonValue where, String message, String remedy) {
        add(where.at(), message, remedy);
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidDefinitionException(List.copyOf(found));
        }
    }
}
