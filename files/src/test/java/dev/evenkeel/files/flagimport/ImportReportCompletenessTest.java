// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.files.json.JsonPointerFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The import report covers every part of an export.
class ImportReportCompletenessTest {
    private static final Set<String> PARTS = Set.of(
            "features",
            "flags",
            "featureStrategies",
            "strategies",
            "constraints",
            "segments",
            "variants",
            "variations",
            "overrides",
            "dependencies",
            "prerequisites",
            "parentConditions",
            "rules",
            "clauses",
            "targets",
            "contextTargets",
            "savedGroups",
            "items");

    @ParameterizedTest
    @CsvSource({
        "UNLEASH, unleash-client.json",
        "UNLEASH, unleash-hard.json",
        "UNLEASH, unleash-export.json",
        "LAUNCHDARKLY, launchdarkly-data.json",
        "LAUNCHDARKLY, launchdarkly-hard.json",
        "LAUNCHDARKLY, launchdarkly-rest.json",
        "GROWTHBOOK, growthbook.json",
        "GROWTHBOOK, growthbook-hard.json",
        "FLAGD, flagd.json",
        "FLAGD, flagd-array.json"
    })
    void reportCoversEveryPartOfExport(FlagExportFormat format, String sample) {
        String environment = sample.matches(".*-(export|rest)\\.json") ? "production" : null;
        var imported = ImportedExport.of(format, sample, new FlagImportOptions(environment, null));
        Set<String> places = imported.result().report().stream()
                .map(ImportReportEntry::pointer)
                .collect(Collectors.toSet());
        List<String> parts = new ArrayList<>();
        collect("", false, new JsonMapper().readTree(ExportSamples.read(sample)), parts);
        assertThat(parts)
                .isNotEmpty()
                .allSatisfy(part -> assertThat(places)
                        .as("entries for %s or for what it is in", part)
                        .anyMatch(place -> place.equals(part) || isCoveredByRejectedParent(part, place, imported)));
        assertThat(FlagSnapshot.parse(imported.result().definition(), 1).flagKeys())
                .isNotEmpty();
    }

    /// Whether the part is inside a rejected or omitted part, or inside a flag that was imported unchanged.
    private static boolean isCoveredByRejectedParent(String part, String place, ImportedExport imported) {
        boolean inside = !place.isEmpty() && part.startsWith(place + "/");
        return inside
                && imported.result().report().stream()
                        .filter(entry -> entry.pointer().equals(place))
                        .anyMatch(entry ->
                                !(entry instanceof ImportReportEntry.Imported) || isWholeFlag(entry, imported));
    }

    private static boolean isWholeFlag(ImportReportEntry entry, ImportedExport imported) {
        return entry.part().startsWith("flag ")
                && !imported.flagNode(entry.part().substring("flag ".length())).isMissingNode();
    }

    private static void collect(String place, boolean isPart, JsonNode json, List<String> parts) {
        if (isPart && json.isObject()) {
            parts.add(place);
        }
        json.properties().forEach(member -> {
            String step = JsonPointerFormatter.escape(member.getKey());
            boolean named = PARTS.contains(member.getKey());
            collect(place + "/" + step, hasPartsAsMembers(place), member.getValue(), parts);
            for (int i = 0; member.getValue().isArray() && i < member.getValue().size(); i++) {
                collect(place + "/" + step + "/" + i, named, member.getValue().get(i), parts);
            }
        });
    }

    /// Whether the members of the object at the pointer are parts.
    private static boolean hasPartsAsMembers(String place) {
        return Set.of("/flags", "/segments", "/features", "/savedGroups").contains(place);
    }
}
