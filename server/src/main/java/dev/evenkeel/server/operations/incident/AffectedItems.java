// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.AffectedItem;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.SeverityRule;
import java.util.ArrayList;
import java.util.List;

/// Money that an incident left wrong.
final class AffectedItems {
    private static final int MOST = 10_000;

    private AffectedItems() {}

    static void check(RequestFields order, String name, List<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST || ids.stream().anyMatch(String::isBlank)) {
            order.fault(
                    name, "must be 1 to " + MOST + " ids, none of them blank", "name what is wrong, each by its id");
        }
    }

    /// The incident with more of it; what it has already stays as it is. It becomes as bad as the rule says
    /// of wrong money.
    static Incident add(Incident incident, List<String> ids) {
        List<AffectedItem> all = new ArrayList<>(incident.affected());
        ids.stream()
                .distinct()
                .filter(id -> all.stream().noneMatch(known -> known.id().equals(id)))
                .forEach(id -> all.add(new AffectedItem(id, null)));
        return incident.affecting(all)
                .graded(SeverityRule.worse(
                        SeverityRule.first().grade(incident.account().impact(), true), incident.severity()));
    }
}
