// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import tools.jackson.databind.JsonNode;

/// A converter of GrowthBook's saved groups, which are lists of values, to shared rules: one for each used pair
/// of group and attribute.
final class GrowthBookGroupConverter {
    private final ExportNode groups;
    private final DefinitionBuilder builder;

    GrowthBookGroupConverter(ExportNode root, DefinitionBuilder builder) {
        this.groups = root.member("savedGroups");
        this.builder = builder;
    }

    /// Whether a value, or one of its elements, is in the group that an operator names.
    JsonNode convertMembership(ExportNode operator, GrowthBookConditionSubject subject) {
        if (!operator.isText()) {
            operator.readWhole();
            operator.reportRejected(subject.name() + " " + operator.name(), "it must be the name of a saved group");
            return JsonLogicBuilder.REJECTED;
        }
        String name = String.valueOf(operator.text());
        ExportNode group = groups.member(name);
        JsonNode values = group.readWhole();
        if (!values.isArray()) {
            operator.reportRejected("group " + name, "the export has no list with this name");
            return JsonLogicBuilder.REJECTED;
        }
        String problem = GrowthBookConditionConverter.findElementProblem(values, subject);
        if (problem != null) {
            operator.reportRejected(subject.name() + " " + operator.name() + " " + name, problem);
            return JsonLogicBuilder.REJECTED;
        }
        JsonNode rule = GrowthBookComparisonBuilder.isIn(subject.toVariable(), values);
        if (subject.isElement() || rule.isBoolean()) {
            return rule;
        }
        String shared = "group-" + name + "-" + subject.path();
        return builder.addSharedRule(shared, group.pointer(), rule);
    }

    /// Reports all groups.
    void reportGroups() {
        groups.members().forEach(group -> {
            group.readWhole();
            group.reportConverted(
                    "group " + group.name(), "converted to a shared rule for each attribute that is compared with it");
        });
    }
}
