// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.audit.AuditEntryDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The difference between an object and the manifest from which it was applied.
///
/// @param environment empty for kinds that belong to no environment
/// @param set manifest set of the object
/// @param state whether it is unchanged since it was applied
/// @param differences changes since then, value by value: `before` is from the manifest, `after` is current
public record ObjectDrift(
        String kind,
        String environment,
        String name,
        AppliedManifestSet set,
        State state,
        List<AuditEntryDiff.ValueChange> differences) {
    /// The drift of an object.
    public enum State {
        /// The object equals its manifest.
        IN_SYNC,
        /// The object was changed since it was applied.
        MODIFIED,
        /// The object was deleted since it was applied.
        DELETED
    }

    public ObjectDrift {
        differences = List.copyOf(differences);
    }

    static ObjectDrift of(LastAppliedManifestObject applied, AppliedManifestSet set, @Nullable JsonNode now) {
        State state = now == null
                ? State.DELETED
                : SpecComparator.isSame(applied.spec(), now) ? State.IN_SYNC : State.MODIFIED;
        List<AuditEntryDiff.ValueChange> differences =
                state == State.MODIFIED ? ObjectChange.diff(applied.spec(), now) : List.of();
        ManifestObjectName name = applied.name();
        return new ObjectDrift(applied.kind(), name.environment(), name.name(), set, state, differences);
    }
}
