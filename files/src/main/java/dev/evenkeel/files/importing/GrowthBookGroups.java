// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.importing;

import dev.evenkeel.files.importing.GrowthBookConditions.Subject;
import tools.jackson.databind.JsonNode;

/// GrowthBook's saved groups, lists of values, as shared rules: one for each group and attribute that are asked for.
final class GrowthBookGroups {
    private final Part groups;
    private final Draft draft;

    GrowthBookGroups(Part root, Draft draft) {
        this.groups = root.member("savedGroups");
        this.draft = draft;
    }

    /// Whether a value, or one of its elements, is in the group that an operator names.
    JsonNode holds(Part operator, Subject subject) {
        String name = String.valueOf(operator.text());
        Part group = groups.member(name);
        JsonNode values = group.whole();
        if (!values.isArray()) {
            operator.refused("group " + name, "the export holds no list of that name");
            return Logic.REFUSED;
        }
        JsonNode rule = Logic.some(subject.value(), Logic.operation("in", Logic.element(), values));
        if (subject.element()) {
            return rule;
        }
        String shared = "group-" + name + "-" + subject.path();
        draft.addEvaluator(shared, group.place(), rule);
        return Logic.ref(shared);
    }

    /// Accounts for all groups.
    void report() {
        groups.members().forEach(group -> {
            group.whole();
            group.changed("group " + group.name(), "is a shared rule for each attribute that is compared with it");
        });
    }
}
