// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An importer of LaunchDarkly flags: responses of the REST API
/// (<https://launchdarkly.com/docs/api/feature-flags>), with one flag or a list, and the data file of SDKs
/// (<https://launchdarkly.com/docs/sdk/features/flags-from-files>).
///
/// Rejects percentages: they split by SHA-1, so that every unit would be assigned anew.
final class LaunchDarklyImporter {
    private LaunchDarklyImporter() {}

    static void importFlags(FlagExport export, DefinitionBuilder builder) {
        ExportNode root = export.root();
        root.reportIgnored("metadata of the response", "_links", "totalCount", "totalCountWithDifferences");
        Map<String, LaunchDarklyFlagConverter> flags = new LinkedHashMap<>();
        List<ExportNode> all = listFlags(root);
        String environment = chooseEnvironment(all);
        for (ExportNode part : all) {
            export.convertOrReject(part, "flag " + part.text("key", part.name()), () -> {
                if (isInUse(part, environment)) {
                    addFlag(new LaunchDarklyFlagConverter(part, inEnvironment(part, environment)), flags);
                }
            });
        }
        var clauses = new LaunchDarklySegmentConverter(root, builder).clauseConverter();
        flags.values()
                .forEach(flag -> export.convertOrReject(flag.part(), "flag " + flag.key(), () -> {
                    ImportedFlagBuilder converted = flag.convert(clauses);
                    if (converted != null) {
                        addPrerequisites(flag, converted, flags);
                        builder.add(converted);
                    }
                }));
        root.reportConverted(
                "context",
                "rules read the key of a user as targetingKey and its attributes by their names; attributes of other "
                        + "kinds are nested under the name of the kind, such as organization.key");
    }

    private static void addFlag(LaunchDarklyFlagConverter flag, Map<String, LaunchDarklyFlagConverter> flags) {
        if (!flag.part().isObject()) {
            flag.part().reportRejected("flag " + flag.key(), "left out: it must be an object");
        } else if (flags.putIfAbsent(flag.key(), flag) != null) {
            flag.part().readWhole();
            flag.part().reportRejected("flag " + flag.key(), "left out: duplicate key");
        }
    }

    private static List<ExportNode> listFlags(ExportNode root) {
        if (root.isArray()) {
            return root.elements();
        }
        if (root.hasMember("items")) {
            return root.elements("items");
        }
        if (root.member("flags").isObject()) {
            return root.members("flags");
        }
        if (root.hasMember("variations")) {
            return List.of(root);
        }
        throw new UnreadableExportException("not a LaunchDarkly export: \"items\" or \"flags\" is missing");
    }

    /// The environment to import; null when the export has only one.
    private static @Nullable String chooseEnvironment(List<ExportNode> flags) {
        Set<String> known = new TreeSet<>();
        flags.forEach(flag -> flag.members("environments").forEach(each -> known.add(each.name())));
        String wanted =
                flags.isEmpty() ? null : flags.getFirst().export().options().environment();
        if (wanted == null && known.size() <= 1) {
            return known.isEmpty() ? null : known.iterator().next();
        }
        if (wanted == null || !known.contains(wanted)) {
            throw new UnreadableExportException("set --environment to one of " + known);
        }
        return wanted;
    }

    private static ExportNode inEnvironment(ExportNode flag, @Nullable String environment) {
        if (environment == null) {
            return flag;
        }
        flag.members("environments").stream()
                .filter(each -> !each.name().equals(environment))
                .forEach(each -> {
                    each.readWhole();
                    each.reportConverted(
                            "environment " + each.name(), "left out: only " + environment + " is imported");
                });
        return flag.member("environments").member(environment);
    }

    private static boolean isInUse(ExportNode flag, @Nullable String environment) {
        String key = "flag " + flag.text("key", flag.name());
        boolean archived = flag.isTrue("archived") || flag.isTrue("deleted");
        if (archived || (environment != null && inEnvironment(flag, environment).isAbsent())) {
            flag.readWhole();
            flag.reportConverted(key, "left out: it is archived, deleted, or not in the environment");
            return false;
        }
        return true;
    }

    private static void addPrerequisites(
            LaunchDarklyFlagConverter flag,
            ImportedFlagBuilder converted,
            Map<String, LaunchDarklyFlagConverter> flags) {
        String off = flag.offVariant();
        for (ExportNode prerequisite : flag.prerequisites()) {
            String key = prerequisite.text("key", "");
            LaunchDarklyFlagConverter parent = flags.get(key);
            String variant = parent == null ? null : parent.variations().nameOf(prerequisite.number("variation", -1));
            prerequisite.reportIgnored("no effect on evaluation", "_id");
            prerequisite.rejectUnread();
            if (variant != null && off != null) {
                converted.addPrerequisite(key, variant, off);
                prerequisite.reportImported("prerequisite " + key);
            } else {
                prerequisite.reportRejected(
                        "prerequisite " + key,
                        off == null ? "the flag has no off variation" : "the export does not contain that variation");
            }
        }
        if (!flag.part().export().rejectionsIn(flag.part().pointer()).isEmpty()) {
            converted.disableFor(flag.part());
        }
    }
}
