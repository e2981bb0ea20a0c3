// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ProblemException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A manifest kind whose objects are applied one by one.
public interface PerObjectManifestKind extends ManifestKind {
    /// Applies one object.
    ///
    /// @param spec complete spec, with defaults for omitted members
    /// @throws ProblemException with all problems; pointers are relative to the spec
    void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context);

    @Override
    default void apply(List<DesiredObject> wanted, ManifestChangeContext context, ValidationErrors errors) {
        for (DesiredObject desired : wanted) {
            ErrorCollector.collect(
                    errors, desired.pointer(), () -> apply(desired.name(), withDefaults(desired), context));
        }
    }
}
