// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.server.foundation.problems.ProblemException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A kind whose objects come into force one by one.
public interface SingleObjectKind extends ObjectKind {
    /// Puts one into force.
    ///
    /// @param spec whole: with the members that the file left out
    /// @throws ProblemException with everything that is wrong; pointers are relative to the spec
    void put(ObjectName name, JsonNode spec, ObjectOrder order);

    @Override
    default void put(List<Wanted> wanted, ObjectOrder order, Faults faults) {
        for (Wanted one : wanted) {
            Refusals.into(faults, one.pointer(), () -> put(one.name(), whole(one), order));
        }
    }
}
