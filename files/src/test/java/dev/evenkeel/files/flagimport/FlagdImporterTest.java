// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FlagdImporterTest {
    @Test
    void importsFlagsUnchanged() {
        var imported = ImportedExport.of(FlagExportFormat.FLAGD, "flagd.json");
        var original = new JsonMapper().readTree(ExportSamples.read("flagd.json"));
        assertThat(imported.flagNode("split")).isEqualTo(original.at("/flags/split"));
        assertThat(imported.flagNode("plain").toString())
                .isEqualTo(Json.of("{'state':'DISABLED','variants':{'a':1.0,'b':2}}"));
    }

    @Test
    void omitsInvalidFlagAndReportsRejection() {
        var imported = ImportedExport.of(FlagExportFormat.FLAGD, "flagd.json");
        assertThat(imported.flagNode("broken").isMissingNode()).isTrue();
        assertThat(imported.rejectedPointers()).containsExactly("/flags/broken");
        assertThat(imported.entriesAt(ImportReportEntry.Imported.class, "/flags/broken"))
                .isEmpty();
    }

    @Test
    void convertsFlagArrayToObject() {
        var imported = ImportedExport.of(FlagExportFormat.FLAGD, "flagd-array.json");
        assertThat(imported.evaluateVariant("two", Map.of())).isEqualTo("x");
        assertThat(imported.flagNode("two").has("key")).isFalse();
    }

    @Test
    void recordsFractionalVersionFromOptions() {
        var imported = ImportedExport.of(FlagExportFormat.FLAGD, "flagd.json", new FlagImportOptions(null, "v1"));
        assertThat(imported.result().definition()).contains(Json.of("'evenkeel.fractional' : 'v1'"));
        assertThat(imported.entriesAt(ImportReportEntry.Converted.class, ""))
                .noneMatch(entry -> entry.contains("--fractional"));
    }

    @Test
    void rejectsFlagWithUnknownVariant() {
        var imported = ImportedExport.ofText(FlagExportFormat.FLAGD, """
                {"flags":{"wrong":{"state":"ENABLED","variants":{"on":1},"targeting":{"if":[{"var":"a"},"onn"]}}}}""");
        assertThat(imported.rejectedPointers()).containsExactly("/flags/wrong");
        assertThat(imported.flagNode("wrong").isMissingNode()).isTrue();
    }

    @Test
    void importsFlagWithUnknownFieldAndReportsIt() {
        var imported = ImportedExport.ofText(FlagExportFormat.FLAGD, """
                {"flags":{"odd":{"state":"ENABLED","variants":{"on":1},"targetting":{"if":[{"var":"a"},"on"]}}}}""");
        assertThat(imported.rejectedPointers()).isEmpty();
        assertThat(imported.entriesAt(ImportReportEntry.Converted.class, "/flags/odd/targetting"))
                .singleElement()
                .asString()
                .contains("unknown field \"targetting\" has no effect");
        assertThat(imported.flagNode("odd").has("targetting")).isTrue();
    }

    @Test
    void suggestsFractionalOptionWhenNotSet() {
        var imported = ImportedExport.of(FlagExportFormat.FLAGD, "flagd.json");
        assertThat(imported.entriesAt(ImportReportEntry.Converted.class, ""))
                .anyMatch(entry -> entry.contains("--fractional v1"));
    }
}
