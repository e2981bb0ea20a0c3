// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import tools.jackson.databind.JsonNode;

/// GrowthBook's saved groups, lists of values, as shared rules: one for each group and attribute that are asked
/// for.
final class GrowthBookGroupConverter {
    private final ExportNode groups;
    private final DefinitionBuilder draft;

    GrowthBookGroupConverter(ExportNode root, DefinitionBuilder draft) {
        this.groups = root.member("savedGroups");
        this.draft = draft;
    }

    /// Whether a value, or one of its elements, is in the group that an operator names.
    JsonNode holds(ExportNode operator, GrowthBookConditionSubject subject) {
        if (!operator.isText()) {
            operator.whole();
            operator.refused(subject.name() + " " + operator.name(), "it must be the name of a saved group");
            return JsonLogicBuilder.REFUSED;
        }
        String name = String.valueOf(operator.text());
        ExportNode group = groups.member(name);
        JsonNode values = group.whole();
        if (!values.isArray()) {
            operator.refused("group " + name, "the export holds no list of that name");
            return JsonLogicBuilder.REFUSED;
        }
        String problem = GrowthBookConditionConverter.problemWithElements(values, subject);
        if (problem != null) {
            operator.refused(subject.name() + " " + operator.name() + " " + name, problem);
            return JsonLogicBuilder.REFUSED;
        }
        JsonNode rule = GrowthBookComparisonBuilder.isIn(subject.value(), values);
        if (subject.isElement() || rule.isBoolean()) {
            return rule;
        }
        String shared = "group-" + name + "-" + subject.path();
        return draft.share(shared, group.place(), rule);
    }

    /// Accounts for all groups.
    void report() {
        groups.members().forEach(group -> {
            group.whole();
            group.changed("group " + group.name(), "is a shared rule for each attribute that is compared with it");
        });
    }
}
