// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An Unleash feature in one environment, assembled from the parts of the export.
///
/// @param part the feature itself
/// @param enabled whether it is enabled in this environment
/// @param strategies strategies in Unleash's order, without disabled ones
/// @param onlyDisabled whether it has strategies and all of them are disabled
/// @param variants variants of the feature, not of its strategies
/// @param dependencies dependencies on parent features
record UnleashFeature(
        ExportNode part,
        boolean enabled,
        List<ExportNode> strategies,
        boolean onlyDisabled,
        List<ExportNode> variants,
        List<ExportNode> dependencies) {

    String name() {
        return part.text("name", "");
    }

    /// Returns all features of an export, of either kind.
    static List<UnleashFeature> parseAll(ExportNode root) {
        if (!root.member("features").isArray()) {
            throw new UnreadableExportException("not an Unleash export: the array \"features\" is missing; "
                    + "use /api/client/features or the export of the Unleash console");
        }
        boolean exported = root.hasMember("featureStrategies");
        String environment = exported ? chooseEnvironment(root) : null;
        root.reportIgnored("metadata of the Unleash console", "contextFields", "tagTypes", "projects", "links");
        root.reportIgnored("metadata of the response", "version", "query", "meta");
        return root.elements("features").stream()
                .map(feature -> exported ? fromExport(root, feature, environment) : fromClientApi(feature))
                .toList();
    }

    private static UnleashFeature fromClientApi(ExportNode feature) {
        feature.elements("strategies")
                .forEach(each -> each.reportIgnored("the order of the list applies", "sortOrder"));
        return of(
                feature,
                feature.isTrue("enabled"),
                feature.elements("strategies"),
                feature.elements("variants"),
                feature.elements("dependencies"));
    }

    private static UnleashFeature fromExport(ExportNode root, ExportNode feature, @Nullable String environment) {
        String name = feature.text("name", "");
        feature.reportIgnored("other parts of the export apply", "environments", "variants", "strategies", "enabled");
        List<ExportNode> strategies = new ArrayList<>(matching(root, "featureStrategies", "featureName", name));
        strategies.sort(Comparator.comparingInt(strategy -> strategy.number("sortOrder", Integer.MAX_VALUE)));
        var here = matching(root, "featureEnvironments", "featureName", name).stream()
                .filter(each -> environment == null || environment.equals(each.text("environment")))
                .findFirst();
        here.ifPresent(each -> {
            each.reportIgnored("no effect on evaluation", "name", "type", "sortOrder", "lastSeenAt", "yes", "no");
            each.reportIgnored("other strategies of the export apply", "strategies");
        });
        return of(
                feature,
                here.map(each -> each.isTrue("enabled")).orElse(false),
                strategies,
                here.map(each -> each.elements("variants")).orElse(List.of()),
                findDependencies(root, name));
    }

    private static List<ExportNode> findDependencies(ExportNode root, String name) {
        List<ExportNode> lists = matching(root, "dependencies", "feature", name);
        lists.forEach(list -> list.reportImported("dependencies of " + name));
        return lists.stream()
                .flatMap(list -> list.elements("dependencies").stream())
                .toList();
    }

    private static UnleashFeature of(
            ExportNode feature,
            boolean enabled,
            List<ExportNode> strategies,
            List<ExportNode> variants,
            List<ExportNode> dependencies) {
        Predicate<ExportNode> disabled = strategy -> strategy.isTrue("disabled");
        strategies.stream().filter(disabled).forEach(strategy -> {
            strategy.readWhole();
            strategy.reportConverted("strategy " + strategy.text("name", ""), "left out: it is disabled in Unleash");
        });
        List<ExportNode> active = strategies.stream().filter(disabled.negate()).toList();
        return new UnleashFeature(
                feature, enabled, active, active.isEmpty() && !strategies.isEmpty(), variants, dependencies);
    }

    private static List<ExportNode> matching(ExportNode root, String list, String member, String name) {
        return root.elements(list).stream()
                .filter(each -> name.equals(each.text(member)))
                .toList();
    }

    /// The environment to import; null when the export has none.
    private static @Nullable String chooseEnvironment(ExportNode root) {
        Set<String> known = new TreeSet<>();
        root.elements("featureEnvironments").forEach(each -> known.add(each.text("environment", "")));
        String wanted = root.export().options().environment();
        if (wanted == null && known.size() <= 1) {
            return known.isEmpty() ? null : known.iterator().next();
        }
        if (wanted == null || !known.contains(wanted)) {
            throw new UnreadableExportException("set --environment to one of " + known);
        }
        root.elements("featureEnvironments").stream()
                .filter(each -> !wanted.equals(each.text("environment")))
                .forEach(each -> {
                    each.readWhole();
                    each.reportConverted(
                            "environment " + each.text("environment") + " of " + each.text("featureName"),
                            "left out: only " + wanted + " is imported");
                });
        return wanted;
    }
}
