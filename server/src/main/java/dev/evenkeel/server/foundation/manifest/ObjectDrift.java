// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.audit.AuditEntryDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How an object that came from a file stands.
///
/// @param environment empty for kinds that belong to none
/// @param set of files that it belongs to
/// @param state whether it is as it was applied
/// @param differences since then, value by value: `before` is what the file said, `after` what is in force
public record ObjectDrift(
        String kind,
        String environment,
        String name,
        ManifestSet set,
        State state,
        List<AuditEntryDiff.ValueChange> differences) {
    /// Whether an object is as it was applied.
    public enum State {
        /// It says what the file said.
        AS_APPLIED,
        /// Somebody changed it since.
        CHANGED,
        /// Somebody took it away since.
        GONE
    }

    public ObjectDrift {
        differences = List.copyOf(differences);
    }

    static ObjectDrift of(AppliedObject applied, ManifestSet set, @Nullable JsonNode now) {
        State state = now == null ? State.GONE : SpecDiff.same(applied.spec(), now) ? State.AS_APPLIED : State.CHANGED;
        List<AuditEntryDiff.ValueChange> differences =
                state == State.CHANGED ? ObjectChange.between(applied.spec(), now) : List.of();
        ManifestObjectName name = applied.name();
        return new ObjectDrift(applied.kind(), name.environment(), name.name(), set, state, differences);
    }
}
