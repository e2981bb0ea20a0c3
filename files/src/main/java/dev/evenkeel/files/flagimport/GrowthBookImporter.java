// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An importer of GrowthBook's response for SDKs: <https://docs.growthbook.io/lib/build-your-own>. The
/// attribute `id` becomes the targeting key.
///
/// Rejects percentages and experiments: they split by FNV-1a, so that every unit would be assigned anew.
final class GrowthBookImporter {
    private GrowthBookImporter() {}

    static void importFlags(FlagExport export, DefinitionBuilder builder) {
        ExportNode root = export.root();
        if (root.hasMember("encryptedFeatures")) {
            throw new UnreadableExportException(
                    "the features are encrypted; export them from an SDK connection without encryption");
        }
        if (!root.member("features").isObject()) {
            throw new UnreadableExportException("not a GrowthBook export: the object \"features\" is missing");
        }
        root.reportIgnored("metadata of the response", "status", "dateUpdated", "organization");
        List<GrowthBookFlagConverter> flags = new ArrayList<>();
        Map<String, GrowthBookFlagConverter> parents = new LinkedHashMap<>();
        for (ExportNode feature : root.members("features")) {
            export.convertOrReject(feature, "flag " + feature.name(), () -> {
                var flag = new GrowthBookFlagConverter(feature);
                flags.add(flag);
                parents.put(feature.name(), flag);
            });
        }
        var groups = new GrowthBookGroupConverter(root, builder);
        var conditions = new GrowthBookConditionConverter(groups);
        var prerequisites = new GrowthBookPrerequisiteConverter(parents);
        flags.forEach(flag ->
                export.convertOrReject(flag.part(), "flag " + flag.part().name(), () -> {
                    ImportedFlagBuilder converted = flag.convert(conditions, prerequisites);
                    if (converted != null) {
                        builder.add(converted);
                    }
                }));
        groups.reportGroups();
        root.reportConverted("context", "rules read the attribute id as targetingKey, all others by their names");
    }
}
