// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.AffectedItem;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.SeverityRule;
import java.util.ArrayList;
import java.util.List;

/// The records with wrong money amounts that an incident affected.
final class AffectedItems {
    private static final int MOST = 10_000;

    private AffectedItems() {}

    static void validate(RequestFieldReader fields, String name, List<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST || ids.stream().anyMatch(String::isBlank)) {
            fields.addError(name, "must have 1 to " + MOST + " IDs, none blank", "list the ID of each affected record");
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
