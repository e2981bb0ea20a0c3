// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.flag.references.FlagReference;
import dev.evenkeel.cli.flag.references.FlagReferenceReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static String line(FlagReference place) {
        String constant = place.constant() == null ? "" : " (" + place.constant() + ")";
        return place.path() + ":" + place.line() + constant;
    }

    static String formatJson(FlagReferenceReport references) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "flags",
                references.byKey().keySet().stream()
                        .map(key -> flag(key, references.references(key)))
                        .toList());
        answer.put("unreferenced", references.unreferenced());
        answer.put("scanned", Map.of("files", references.files(), "bytes", references.bytes()));
        return JSON.writeValueAsString(answer) + System.lineSeparator();
    }

    private static Map<String, Object> flag(String key, List<FlagReference> places) {
        Map<String, Object> flag = new LinkedHashMap<>();
        flag.put("key", key);
        flag.put(
                "references",
                places.stream().map(FlagReferencesFormatter::place).toList());
        return flag;
    }

    private static Map<String, Object> place(FlagReference reference) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("path", reference.path());
        place.put("line", reference.line());
        if (reference.constant() != null) {
            place.put("constant", reference.constant());
        }
        return place;
    }
}
