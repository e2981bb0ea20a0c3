// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An importer of Unleash exports: the response of `/api/client/features`, which its SDKs fetch
/// (<https://docs.getunleash.io/api/get-all-client-features>), and the console's export
/// (<https://docs.getunleash.io/api/export-features>).
///
/// Every unit keeps its group: Unleash admits an id by `murmur3(group:id) % 100 + 1 <= percent` and picks a
/// variant by the same remainder of the total weight with another seed. Its engine is at
/// <https://github.com/Unleash/yggdrasil>.
final class UnleashImporter {
    private UnleashImporter() {}

    static void importFlags(FlagExport export, DefinitionBuilder builder) {
        ExportNode root = export.root();
        Map<String, UnleashFeature> features = new LinkedHashMap<>();
        UnleashFeature.parseAll(root).stream()
                .filter(UnleashImporter::isInUse)
                .forEach(feature -> features.put(feature.name(), feature));
        var context = new UnleashContextMapping();
        var constraints = new UnleashConstraintConverter(context);
        var strategies = new UnleashStrategyConverter(
                context, constraints, new UnleashSegmentConverter(root, constraints, builder));
        features.values().forEach(feature -> {
            ImportedFlagBuilder flag = new UnleashFlagConverter(feature, strategies, context).convert();
            addTags(root, flag);
            builder.add(flag);
        });
        var dependencies = new UnleashDependencyConverter(features, builder);
        features.forEach((name, feature) -> {
            ImportedFlagBuilder flag = builder.findFlag(name);
            if (flag != null) {
                dependencies.addTo(feature, flag);
            }
        });
        context.reportAttributes(root);
    }

    private static boolean isInUse(UnleashFeature feature) {
        if (!feature.part().isTrue("archived")) {
            return true;
        }
        feature.part().readWhole();
        feature.part().reportConverted("flag " + feature.name(), "left out: it is archived");
        return false;
    }

    private static void addTags(ExportNode root, ImportedFlagBuilder flag) {
        List<ExportNode> tags = root.elements("featureTags").stream()
                .filter(tag -> flag.key().equals(tag.text("featureName")))
                .toList();
        tags.forEach(tag -> tag.reportConverted("tag of " + flag.key(), "kept as metadata unleash.tags"));
        flag.addMetadata(
                "unleash.tags",
                JsonLogicBuilder.text(tags.stream()
                        .map(tag -> tag.text("tagType", "") + ":" + tag.text("tagValue", ""))
                        .collect(Collectors.joining(", "))));
    }
}
