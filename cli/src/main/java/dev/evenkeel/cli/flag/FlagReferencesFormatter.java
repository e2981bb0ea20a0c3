// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.api.FlagUsageApi.CodeReference;
import dev.evenkeel.api.FlagUsageApi.CodeScan;
import dev.evenkeel.api.FlagUsageApi.ReferencedFlag;
import dev.evenkeel.api.FlagUsageApi.ScanTotals;
import dev.evenkeel.cli.flag.references.FlagReferenceReport;
import tools.jackson.databind.json.JsonMapper;

/// A formatter of flag references as text and JSON.
final class FlagReferencesFormatter {
    private static final JsonMapper JSON = new JsonMapper();

    private FlagReferencesFormatter() {}

    static String formatText(FlagReferenceReport references) {
        var text = new StringBuilder();
        references.byKey().forEach((key, places) -> {
            text.append(String.format("%s  %d%n", key, places.size()));
            places.forEach(place -> text.append(String.format("  %s%n", line(place))));
        });
        if (!references.unreferenced().isEmpty()) {
            text.append(String.format("No references: %s%n", String.join(", ", references.unreferenced())));
        }
        return text.append(String.format("Scanned: %d files, %d bytes%n", references.files(), references.bytes()))
                .toString();
    }

    private static String line(CodeReference place) {
        String constant = place.constant() == null ? "" : " (" + place.constant() + ")";
        return place.path() + ":" + place.line() + constant;
    }

    static String formatJson(FlagReferenceReport references) {
        var scan = new CodeScan(
                references.byKey().keySet().stream()
                        .map(key -> new ReferencedFlag(key, references.references(key)))
                        .toList(),
                references.unreferenced(),
                new ScanTotals(references.files(), references.bytes()));
        return JSON.writeValueAsString(scan) + System.lineSeparator();
    }
}
