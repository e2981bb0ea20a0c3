// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what GrowthBook's SDKs get: <https://docs.growthbook.io/lib/build-your-own>. The attribute `id`
/// is the targeting key here.
///
/// Percentages and experiments are refused: they split by FNV-1a, and everybody would be put into groups anew.
final class GrowthBookImporter {
    private GrowthBookImporter() {}

    static void read(FlagExport export, DefinitionBuilder draft) {
        ExportNode root = export.root();
        if (root.names("encryptedFeatures")) {
            throw new UnreadableExportException(
                    "the features are encrypted; take them from an SDK connection without encryption");
        }
        if (!root.member("features").isObject()) {
            throw new UnreadableExportException("not an export of GrowthBook: it has no object \"features\"");
        }
        root.leaveOut("it describes the answer", "status", "dateUpdated", "organization");
        List<GrowthBookFlagConverter> flags = new ArrayList<>();
        Map<String, GrowthBookFlagConverter> parents = new LinkedHashMap<>();
        for (ExportNode feature : root.members("features")) {
            export.attempt(feature, "flag " + feature.name(), () -> {
                var flag = new GrowthBookFlagConverter(feature);
                flags.add(flag);
                parents.put(feature.name(), flag);
            });
        }
        var groups = new GrowthBookGroupConverter(root, draft);
        var conditions = new GrowthBookConditionConverter(groups);
        var prerequisites = new GrowthBookPrerequisiteConverter(parents);
        flags.forEach(flag -> export.attempt(flag.part(), "flag " + flag.part().name(), () -> {
            ImportedFlagBuilder converted = flag.convert(conditions, prerequisites);
            if (converted != null) {
                draft.add(converted);
            }
        }));
        groups.report();
        root.changed("context", "the attribute id is read as targetingKey, all others by their names");
    }
}
