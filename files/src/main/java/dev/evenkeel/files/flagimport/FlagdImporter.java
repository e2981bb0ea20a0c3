// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.List;

/// Reads definitions of flagd: <https://flagd.dev/reference/flag-definitions/>. They are taken as they are;
/// flags in an array become members by their `key`.
final class FlagdImporter {
    private static final String RULE = "evenkeel.fractional";

    private FlagdImporter() {}

    static void read(FlagExport export, DefinitionBuilder draft) {
        ExportNode root = export.root();
        ExportNode flags = root.member("flags");
        if (!flags.isObject() && !flags.isArray()) {
            throw new UnreadableExportException("not a definition of flagd: it has no \"flags\"");
        }
        root.leaveOut("it names the schema for editors", "$schema");
        root.members("metadata").forEach(each -> {
            draft.addMetadata(each.name(), each.place(), each.whole());
            each.taken("metadata " + each.name());
        });
        root.members("$evaluators").forEach(each -> {
            draft.share(each.name(), each.place(), each.whole());
            each.taken("evaluator " + each.name());
        });
        List<ExportNode> all = flags.isObject() ? flags.members() : flags.elements();
        all.forEach(flag -> add(flag, flags.isObject() ? flag.name() : flag.text("key", ""), draft));
        declareRule(root, all);
        String rule = export.options().fractional();
        if (rule != null) {
            draft.addMetadata(RULE, root.place(), JsonLogicBuilder.text(rule));
        }
    }

    private static void add(ExportNode flag, String key, DefinitionBuilder draft) {
        var taken = new ImportedFlagBuilder(key, flag.place());
        var written = flag.whole().deepCopy();
        if (written.isObject() && !flag.name().equals(key)) {
            written.asObject().remove("key");
            flag.changed("flag " + key, "was an element of an array");
        } else {
            flag.taken("flag " + key);
        }
        taken.asWritten(written);
        draft.add(taken);
    }

    private static void declareRule(ExportNode root, List<ExportNode> flags) {
        boolean declared =
                root.member("metadata").has(RULE) || root.export().options().fractional() != null;
        boolean splits = flags.stream().anyMatch(flag -> flag.whole().findValue("fractional") != null);
        if (splits && !declared) {
            root.changed(
                    "fractional",
                    "splits as flagd does since April 2026; for a definition made for an earlier flagd say "
                            + "--fractional v1, or its users change groups");
        }
    }
}
