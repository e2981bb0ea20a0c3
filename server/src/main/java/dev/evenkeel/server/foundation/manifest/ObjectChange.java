// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.files.audit.AuditEntryDiff;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What came of an object.
///
/// @param environment empty for kinds that belong to none
/// @param differences of its spec, value by value; a secret that differs is named and not shown
/// @param note what there is to know beside it; null for nothing
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ObjectChange(
        String kind,
        String environment,
        String name,
        Action action,
        List<AuditEntryDiff.ValueChange> differences,
        @Nullable String note) {
    /// What is done.
    public enum Action {
        /// It was not there.
        CREATE,
        /// It said something else.
        CHANGE,
        /// Its set does not name it any more.
        DELETE,
        /// It says what the file says.
        NONE,
        /// It is not in the files any more, and stays.
        LEFT
    }

    public ObjectChange {
        differences = List.copyOf(differences);
    }

    static ObjectChange of(
            String kind, ManifestObjectName name, Action action, List<AuditEntryDiff.ValueChange> differences) {
        return new ObjectChange(kind, name.environment(), name.name(), action, differences, null);
    }

    static ObjectChange left(String kind, ManifestObjectName name, String note) {
        return new ObjectChange(kind, name.environment(), name.name(), Action.LEFT, List.of(), note);
    }

    /// What differs between two specs.
    static List<AuditEntryDiff.ValueChange> between(@Nullable JsonNode before, @Nullable JsonNode after) {
        return AuditEntryDiff.between(
                before == null ? null : before.toString(), after == null ? null : after.toString());
    }

    /// Whether anything is done.
    @JsonIgnore
    public boolean isChange() {
        return action != Action.NONE && action != Action.LEFT;
    }
}
