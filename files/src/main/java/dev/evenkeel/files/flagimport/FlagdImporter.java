// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.List;

/// An importer of flagd definitions: <https://flagd.dev/reference/flag-definitions/>. Leaves them unchanged,
/// except that flags in an array become members by their `key`.
final class FlagdImporter {
    private static final String RULE = "evenkeel.fractional";

    private FlagdImporter() {}

    static void importFlags(FlagExport export, DefinitionBuilder builder) {
        ExportNode root = export.root();
        ExportNode flags = root.member("flags");
        if (!flags.isObject() && !flags.isArray()) {
            throw new UnreadableExportException("not a flagd definition: \"flags\" is missing");
        }
        root.reportIgnored("schema reference for editors", "$schema");
        root.members("metadata").forEach(each -> {
            builder.addMetadata(each.name(), each.pointer(), each.readWhole());
            each.reportImported("metadata " + each.name());
        });
        root.members("$evaluators").forEach(each -> {
            builder.addSharedRule(each.name(), each.pointer(), each.readWhole());
            each.reportImported("evaluator " + each.name());
        });
        List<ExportNode> all = flags.isObject() ? flags.members() : flags.elements();
        all.forEach(flag -> addFlag(flag, flags.isObject() ? flag.name() : flag.text("key", ""), builder));
        declareRule(root, all);
        String rule = export.options().fractional();
        if (rule != null) {
            builder.addMetadata(RULE, root.pointer(), JsonLogicBuilder.text(rule));
        }
    }

    private static void addFlag(ExportNode flag, String key, DefinitionBuilder builder) {
        var taken = new ImportedFlagBuilder(key, flag.pointer());
        var written = flag.readWhole().deepCopy();
        if (written.isObject() && !flag.name().equals(key)) {
            written.asObject().remove("key");
            flag.reportConverted("flag " + key, "converted from an array element");
        } else {
            flag.reportImported("flag " + key);
        }
        taken.setRawJson(written);
        builder.add(taken);
    }

    private static void declareRule(ExportNode root, List<ExportNode> flags) {
        boolean declared = root.member("metadata").hasNonNull(RULE)
                || root.export().options().fractional() != null;
        boolean splits = flags.stream().anyMatch(flag -> flag.readWhole().findValue("fractional") != null);
        if (splits && !declared) {
            root.reportConverted(
                    "fractional",
                    "uses the hash of flagd since April 2026; for definitions of earlier versions use "
                            + "--fractional v1, otherwise users change groups");
        }
    }
}
