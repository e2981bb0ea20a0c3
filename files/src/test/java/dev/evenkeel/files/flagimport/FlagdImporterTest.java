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
        var imported = Imported.of(FlagExportFormat.FLAGD, "flagd.json");
        var original = new JsonMapper().readTree(Samples.read("flagd.json"));
        assertThat(imported.flag("split")).isEqualTo(original.at("/flags/split"));
        assertThat(imported.flag("plain").toString())
                .isEqualTo(Json.of("{'state':'DISABLED','variants':{'a':1.0,'b':2}}"));
    }

    @Test
    void omitsInvalidFlagAndReportsRejection() {
        var imported = Imported.of(FlagExportFormat.FLAGD, "flagd.json");
        assertThat(imported.flag("broken").isMissingNode()).isTrue();
        assertThat(imported.refused()).containsExactly("/flags/broken");
        assertThat(imported.about(ImportReportEntry.Imported.class, "/flags/broken"))
                .isEmpty();
    }

    @Test
    void convertsFlagArrayToObject() {
        var imported = Imported.of(FlagExportFormat.FLAGD, "flagd-array.json");
        assertThat(imported.variant("two", Map.of())).isEqualTo("x");
        assertThat(imported.flag("two").has("key")).isFalse();
    }

    @Test
    void recordsFractionalVersionFromOptions() {
        var imported = Imported.of(FlagExportFormat.FLAGD, "flagd.json", new FlagImportOptions(null, "v1"));
        assertThat(imported.result().definition()).contains(Json.of("'evenkeel.fractional' : 'v1'"));
        assertThat(imported.about(ImportReportEntry.Converted.class, ""))
                .noneMatch(entry -> entry.contains("--fractional"));
    }

    @Test
    void rejectsUnknownVariantAndReportsUnknownField() {
        var imported = Imported.ofText(FlagExportFormat.FLAGD, """
                {"flags":{
                 "wrong":{"state":"ENABLED","variants":{"on":1},"targeting":{"if":[{"var":"a"},"onn"]}},
                 "odd":{"state":"ENABLED","variants":{"on":1},"targetting":{"if":[{"var":"a"},"on"]}}}}""");
        assertThat(imported.refused()).containsExactly("/flags/wrong");
        assertThat(imported.flag("wrong").isMissingNode()).isTrue();
        assertThat(imported.about(ImportReportEntry.Converted.class, "/flags/odd/targetting"))
                .singleElement()
                .asString()
                .contains("unknown field \"targetting\" has no effect");
        assertThat(imported.flag("odd").has("targetting")).isTrue();
    }

    @Test
    void suggestsFractionalOptionWhenNotSet() {
        var imported = Imported.of(FlagExportFormat.FLAGD, "flagd.json");
        assertThat(imported.about(ImportReportEntry.Converted.class, ""))
                .anyMatch(entry -> entry.contains("--fractional v1"));
    }
}
