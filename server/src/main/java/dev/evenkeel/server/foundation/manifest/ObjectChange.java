// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.files.audit.AuditEntryDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The result of applying one object.
///
/// @param environment empty for kinds that belong to no environment
/// @param differences changes of its spec, value by value; a changed secret is named but not shown
/// @param note additional information; null for none
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ObjectChange(
        String kind,
        String environment,
        String name,
        Action action,
        List<AuditEntryDiff.ValueChange> differences,
        @Nullable String note) {
    /// What applying did to an object.
    public enum Action {
        /// The object did not exist.
        CREATE,
        /// The object existed with another spec.
        UPDATE,
        /// The set does not contain the object any more.
        DELETE,
        /// The object already has the desired spec.
        NONE,
        /// The object is not in the manifests any more, and is kept.
        KEEP
    }

    public ObjectChange {
        differences = List.copyOf(differences);
    }

    static ObjectChange of(
            String kind, ManifestObjectName name, Action action, List<AuditEntryDiff.ValueChange> differences) {
        return new ObjectChange(kind, name.environment(), name.name(), action, differences, null);
    }

    static ObjectChange kept(String kind, ManifestObjectName name, String note) {
        return new ObjectChange(kind, name.environment(), name.name(), Action.KEEP, List.of(), note);
    }

    /// Returns the differences between two specs.
    static List<AuditEntryDiff.ValueChange> diff(@Nullable JsonNode before, @Nullable JsonNode after) {
        return AuditEntryDiff.between(
                before == null ? null : before.toString(), after == null ? null : after.toString());
    }

    /// Whether the object is changed.
    @JsonIgnore
    public boolean isChange() {
        return action != Action.NONE && action != Action.KEEP;
    }
}
