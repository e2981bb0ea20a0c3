// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.files.flagimport.ImportReportEntry.Converted;
import dev.evenkeel.files.flagimport.ImportReportEntry.Imported;
import dev.evenkeel.files.flagimport.ImportReportEntry.Rejected;
import dev.evenkeel.files.json.JsonTextParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An export during its conversion: its tree, the parts that were read, and the report.
///
/// The report ends with all unread parts, so that no part of an export is lost silently.
final class FlagExport {
    private final JsonNode tree;
    private final FlagImportOptions options;
    private final Set<String> read = new HashSet<>();
    private final Set<String> readWhole = new HashSet<>();
    private final List<ImportReportEntry> report = new ArrayList<>();
    private final Set<Rejected> refused = new LinkedHashSet<>();

    private FlagExport(JsonNode tree, FlagImportOptions options) {
        this.tree = tree;
        this.options = options;
    }

    static FlagExport parse(String text, FlagImportOptions options) {
        try {
            return new FlagExport(JsonTextParser.parse(JsonTextParser.STRICT, text), options);
        } catch (IllegalArgumentException e) {
            throw new UnreadableExportException(String.valueOf(e.getMessage()));
        }
    }

    ExportNode root() {
        return new ExportNode(this, "", tree);
    }

    FlagImportOptions options() {
        return options;
    }

    List<ImportReportEntry> entries() {
        return List.copyOf(report);
    }

    /// Returns the number of rejected parts so far.
    int rejectionCount() {
        return refused.size();
    }

    /// Returns the rejections within the part at a location, without that of the part itself.
    List<Rejected> rejectionsIn(String place) {
        return refused.stream()
                .filter(entry -> entry.pointer().startsWith(place + "/"))
                .toList();
    }

    void reportImported(String place, String part) {
        report.add(new Imported(place, part));
    }

    void reportConverted(String place, String part, String reason) {
        report.add(new Converted(place, part, reason));
    }

    void reportRejected(String place, String part, String reason) {
        var entry = new Rejected(place, part, reason);
        if (refused.add(entry)) {
            report.add(entry);
        }
    }

    /// Converts one flag. An unreadable flag is rejected, and does not affect the others.
    void convertOrReject(ExportNode flag, String name, Runnable conversion) {
        try {
            conversion.run();
        } catch (UnreadableExportException e) {
            throw e;
        } catch (RuntimeException e) {
            retractImported(flag.pointer());
            flag.readWhole();
            flag.reportRejected(name, "left out: invalid format (" + e.getMessage() + ")");
        }
    }

    /// Removes the report of the part at a location as imported.
    void retractImported(String place) {
        report.removeIf(entry -> entry instanceof Imported && entry.pointer().equals(place));
    }

    void markRead(String place) {
        read.add(place);
    }

    void markReadWhole(String place) {
        readWhole.add(place);
    }

    /// Reports all unread parts, each by its outermost node.
    void reportUnread() {
        read.add("");
        reportUnreadParts(root());
    }

    private void reportUnreadParts(ExportNode part) {
        findUnread(part)
                .forEach(each -> reportConverted(
                        each.pointer(), each.name(), "left out: unknown field; check whether it has an effect"));
    }

    /// Returns the outermost unread nodes of a part.
    List<ExportNode> findUnread(ExportNode part) {
        if (readWhole.contains(part.pointer())) {
            return List.of();
        }
        return read.contains(part.pointer())
                ? part.children().stream()
                        .flatMap(child -> findUnread(child).stream())
                        .toList()
                : List.of(part);
    }

    /// Creates an object node for a definition.
    static ObjectNode createObject() {
        return JsonTextParser.STRICT.createObjectNode();
    }
}
