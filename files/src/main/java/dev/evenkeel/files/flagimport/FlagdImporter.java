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
            throw new UnreadableExportException("not a definition of flagd: it has no \"flags\"");
        }
        root.reportIgnored("it names the schema for editors", "$schema");
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
            flag.reportConverted("flag " + key, "was an element of an array");
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
                    "splits as flagd does since April 2026; for a definition made for an earlier flagd say "
                            + "--fractional v1, or its users change groups");
        }
    }
}
