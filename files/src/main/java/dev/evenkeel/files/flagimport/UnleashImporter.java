// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads exports of Unleash: the answer of `/api/client/features`, which its SDKs start from
/// (<https://docs.getunleash.io/api/get-all-client-features>), and the console's export
/// (<https://docs.getunleash.io/api/export-features>).
///
/// Nobody changes the group: Unleash lets an id in by `murmur3(group:id) % 100 + 1 <= percent` and picks a
/// variant by the same remainder of the total weight with another seed. Its engine is at
/// <https://github.com/Unleash/yggdrasil>.
final class UnleashImporter {
    private UnleashImporter() {}

    static void read(Export export, Draft draft) {
        Part root = export.root();
        Map<String, UnleashFeature> features = new LinkedHashMap<>();
        UnleashFeature.all(root).stream()
                .filter(UnleashImporter::isInUse)
                .forEach(feature -> features.put(feature.name(), feature));
        var context = new UnleashContext();
        var constraints = new UnleashConstraints(context);
        var strategies = new UnleashStrategies(context, constraints, new UnleashSegments(root, constraints, draft));
        features.values().forEach(feature -> {
            DraftFlag flag = new UnleashFlag(feature, strategies, context).convert();
            addTags(root, flag);
            draft.add(flag);
        });
        var dependencies = new UnleashDependencies(features, draft);
        features.forEach((name, feature) -> {
            DraftFlag flag = draft.flag(name);
            if (flag != null) {
                dependencies.addTo(feature, flag);
            }
        });
        context.report(root);
    }

    private static boolean isInUse(UnleashFeature feature) {
        if (!feature.part().isTrue("archived")) {
            return true;
        }
        feature.part().whole();
        feature.part().changed("flag " + feature.name(), "left out: it is archived");
        return false;
    }

    private static void addTags(Part root, DraftFlag flag) {
        List<Part> tags = root.elements("featureTags").stream()
                .filter(tag -> flag.key().equals(tag.text("featureName")))
                .toList();
        tags.forEach(tag -> tag.changed("tag of " + flag.key(), "kept as metadata unleash.tags"));
        flag.metadata(
                "unleash.tags",
                Logic.text(tags.stream()
                        .map(tag -> tag.text("tagType", "") + ":" + tag.text("tagValue", ""))
                        .collect(Collectors.joining(", "))));
    }
}
