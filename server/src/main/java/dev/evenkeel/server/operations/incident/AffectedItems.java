// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.AffectedItem;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.SeverityRule;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records with wrong money amounts that an incident affected.
final class AffectedItems {
    private AffectedItems() {}

    /// Adds an error if an ID is blank.
    static void check(@Nullable List<String> ids, String pointer, ValidationErrors errors) {
        if (ids != null && ids.stream().anyMatch(String::isBlank)) {
            errors.add(pointer, "must not have a blank ID", "list the ID of each affected record");
        }
    }

    /// Adds ids to the affected records of an incident; existing entries are unchanged. Raises the severity to
    /// that of wrong money by the severity rule.
    static Incident add(Incident incident, List<String> ids) {
        List<AffectedItem> all = new ArrayList<>(incident.affected());
        ids.stream()
                .distinct()
                .filter(id -> all.stream().noneMatch(known -> known.id().equals(id)))
                .forEach(id -> all.add(new AffectedItem(id, null)));
        return incident.withAffectedItems(all)
                .withSeverity(SeverityRule.worse(
                        SeverityRule.initial().rate(incident.account().impact(), true), incident.severity()));
    }
}
