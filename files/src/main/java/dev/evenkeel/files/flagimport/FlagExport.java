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
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An export while it is converted: its tree, what was looked at, and what became of it.
///
/// Whatever nobody looked at is told at the end, so nothing of an export can be lost in silence.
final class FlagExport {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

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
            return new FlagExport(JsonTextParser.read(JSON, text), options);
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

    List<ImportReportEntry> report() {
        return List.copyOf(report);
    }

    /// How many parts were refused so far.
    int refusals() {
        return refused.size();
    }

    /// What was refused in the part at a place, that part as a whole aside.
    List<Rejected> refusedIn(String place) {
        return refused.stream()
                .filter(entry -> entry.place().startsWith(place + "/"))
                .toList();
    }

    void taken(String place, String part) {
        report.add(new Imported(place, part));
    }

    void changed(String place, String part, String reason) {
        report.add(new Converted(place, part, reason));
    }

    void refused(String place, String part, String reason) {
        var entry = new Rejected(place, part, reason);
        if (refused.add(entry)) {
            report.add(entry);
        }
    }

    /// Converts one flag. One that cannot be read is refused, and the others go on.
    void attempt(ExportNode flag, String name, Runnable conversion) {
        try {
            conversion.run();
        } catch (UnreadableExportException e) {
            throw e;
        } catch (RuntimeException e) {
            retract(flag.place());
            flag.whole();
            flag.refused(name, "left out: it does not have the form of such a flag (" + e.getMessage() + ")");
        }
    }

    /// Takes back that the part there was taken.
    void retract(String place) {
        report.removeIf(entry -> entry instanceof Imported && entry.place().equals(place));
    }

    void markRead(String place) {
        read.add(place);
    }

    void markReadWhole(String place) {
        readWhole.add(place);
    }

    /// Reports everything that nobody looked at, the outermost part of it only.
    void accountForTheRest() {
        read.add("");
        account(root());
    }

    private void account(ExportNode part) {
        unread(part)
                .forEach(each ->
                        changed(each.place(), each.name(), "left out: it is not known here; see whether it matters"));
    }

    /// The outermost parts of a part that nobody looked at.
    List<ExportNode> unread(ExportNode part) {
        if (readWhole.contains(part.place())) {
            return List.of();
        }
        return read.contains(part.place())
                ? part.children().stream()
                        .flatMap(child -> unread(child).stream())
                        .toList()
                : List.of(part);
    }

    /// A tree to write a definition with.
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonMapper json() {
        return JSON;
    }
}
