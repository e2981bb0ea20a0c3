// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.files.flagimport.ImportReportEntry.Converted;
import dev.evenkeel.files.flagimport.ImportReportEntry.Rejected;
import dev.evenkeel.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnleashImporterTest {
    private static final FlagImportOptions PRODUCTION = new FlagImportOptions("production", null);

    @Test
    void disablesFlagsWithRejectedParts() {
        var hard = ImportedExport.of(FlagExportFormat.UNLEASH, "unleash-hard.json");
        for (String flag : List.of(
                "by-host",
                "by-own-strategy",
                "odd-percentage",
                "any-case",
                "unknown-operator",
                "date-of-attribute",
                "no-number",
                "no-version",
                "lost-segment",
                "broken-segment",
                "networks",
                "weightless",
                "child-of-any-variant",
                "grandchild",
                "orphan")) {
            assertThat(hard.flagNode(flag).path("state").asString()).as(flag).isEqualTo("DISABLED");
        }
        assertThat(hard.result().isComplete()).isFalse();
    }

    @Test
    void replacesRejectedConditionsWithFalse() {
        var rule = ImportedExport.of(FlagExportFormat.UNLEASH, "unleash-hard.json")
                .flagNode("by-own-strategy")
                .path("targeting");
        assertThat(rule.isMissingNode()).as("default lets everybody in anyway").isTrue();
        assertThat(ImportedExport.of(FlagExportFormat.UNLEASH, "unleash-hard.json")
                        .flagNode("any-case")
                        .path("targeting")
                        .toString())
                .isEqualTo(Json.of("{'if':[{'!!':[false]},'on','off']}"));
    }

    @Test
    void reportsFlagsThatFlagdCannotEvaluate() {
        var imported = ImportedExport.of(FlagExportFormat.UNLEASH, "unleash-client.json");
        assertThat(imported.entriesAt(Converted.class, "/features/4")).anyMatch(entry -> entry.contains("murmur3_mod"));
        assertThat(imported.entriesAt(Converted.class, "/features/3"))
                .noneMatch(entry -> entry.contains("murmur3_mod"));
    }

    @Test
    void hashesRequestIdForRandomStickiness() {
        var imported = ImportedExport.of(FlagExportFormat.UNLEASH, "unleash-hard.json");
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> imported.evaluateVariant("draws-afresh", Map.of("requestId", "r" + i))))
                .contains("on", "off");
        assertThat(imported.evaluateVariant("draws-afresh", Map.of("targetingKey", "u")))
                .isEqualTo("off");
        assertThat(imported.entriesAt(Converted.class, "/features/0/strategies/0"))
                .anyMatch(entry -> entry.contains("requestId"));
    }

    @Test
    void servesFirstVariantWithoutStickinessValue() {
        var imported = ImportedExport.of(FlagExportFormat.UNLEASH, "unleash-client.json");
        assertThat(imported.evaluateVariant("variants-json", Map.of())).isEqualTo("small");
    }

    @Test
    void convertsParentsToPrerequisites() {
        var imported = ImportedExport.of(FlagExportFormat.UNLEASH, "unleash-hard.json");
        assertThat(imported.flagNode("child").path("prerequisites").toString())
                .isEqualTo(Json.of("[{'flag':'parent','variant':'on','otherwise':'off'}]"));
        assertThat(imported.flagNode("child-of-variant").path("prerequisites").toString())
                .isEqualTo(Json.of("[{'flag':'parent-with-variants','variant':'b','otherwise':'off'}]"));
        assertThat(imported.flagNode("child-while-off").path("prerequisites").toString())
                .isEqualTo(Json.of("[{'flag':'parent','variant':'off','otherwise':'off'}]"));
        assertThat(imported.flagNode("child-while-disabled").has("prerequisites"))
                .isFalse();
    }

    @Test
    void convertsPayloadsToValuesOfOneType() {
        var imported = ImportedExport.of(FlagExportFormat.UNLEASH, "unleash-client.json");
        assertThat(imported.flagNode("variants-of-feature").path("variants").toString())
                .isEqualTo(Json.of("{'off':'off','red':'red','green':'green','blue':'blue'}"));
        assertThat(imported.flagNode("variants-by-property").path("variants").toString())
                .isEqualTo(Json.of("{'off':0,'x':1,'y':2.5}"));
        assertThat(imported.flagNode("variants-json").path("variants").toString())
                .isEqualTo(Json.of("{'off':{},'small':{'size':1},'large':{'size':2}}"));
        assertThat(imported.flagNode("variants-mixed")
                        .path("variants")
                        .path("large")
                        .toString())
                .isEqualTo(Json.of("{'name':'large','type':'string','value':'2'}"));
    }

    @Test
    void importsConsoleExportOfOneEnvironment() {
        var imported = ImportedExport.of(FlagExportFormat.UNLEASH, "unleash-export.json", PRODUCTION);
        assertThat(imported.evaluateVariant("checkout", Map.of("targetingKey", "ann")))
                .isEqualTo("on");
        assertThat(imported.flagNode("checkout")
                        .path("metadata")
                        .path("unleash.tags")
                        .asString())
                .isEqualTo("simple:money");
        assertThat(imported.flagNode("old").isMissingNode()).isTrue();
        assertThat(imported.entriesAt(Rejected.class, "/segments/0")).hasSize(1);
    }

    @Test
    void requiresEnvironmentWhenExportHasSeveral() {
        assertThatThrownBy(() -> ImportedExport.of(FlagExportFormat.UNLEASH, "unleash-export.json"))
                .isInstanceOf(UnreadableExportException.class)
                .hasMessageContaining("[development, production]");
    }

    @Test
    void rejectsInvalidExports() {
        assertThatThrownBy(() ->
                        FlagImport.convert(FlagExportFormat.UNLEASH, Json.of("{'flags':{}}"), FlagImportOptions.NONE))
                .isInstanceOf(UnreadableExportException.class)
                .hasMessageContaining("features");
        assertThatThrownBy(() -> FlagImport.convert(FlagExportFormat.UNLEASH, "{", FlagImportOptions.NONE))
                .isInstanceOf(UnreadableExportException.class)
                .hasMessageContaining("line 1");
    }
}
