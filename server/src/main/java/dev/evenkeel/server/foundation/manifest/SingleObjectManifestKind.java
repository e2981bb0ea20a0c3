// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ProblemException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A kind whose objects come into force one by one.
public interface SingleObjectManifestKind extends ManifestKind {
    /// Puts one into force.
    ///
    /// @param spec whole: with the members that the file left out
    /// @throws ProblemException with everything that is wrong; pointers are relative to the spec
    void put(ManifestObjectName name, JsonNode spec, ManifestChangeContext order);

    @Override
    default void put(List<DesiredObject> wanted, ManifestChangeContext order, ValidationErrors faults) {
        for (DesiredObject one : wanted) {
            ErrorCollector.into(faults, one.pointer(), () -> put(one.name(), whole(one), order));
        }
    }
}
