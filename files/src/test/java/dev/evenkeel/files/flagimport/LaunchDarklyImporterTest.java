// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class LaunchDarklyImporterTest {
    private static final ImportedExport HARD =
            ImportedExport.of(FlagExportFormat.LAUNCHDARKLY, "launchdarkly-hard.json");
    private static final ImportedExport DATA =
            ImportedExport.of(FlagExportFormat.LAUNCHDARKLY, "launchdarkly-data.json");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on-for-all      | {}                                    | on
            targets         | {"targetingKey":"ann"}                | on
            targets         | {"targetingKey":"cid"}                | off
            targets         | {"organization":{"key":"acme"}}       | on
            in              | {"country":"CH"}                      | on
            in              | {"country":7}                         | on
            in              | {"country":"7"}                       | off
            in              | {"country":["DE","CH"]}               | on
            in              | {}                                    | off
            not-in          | {"country":"DE"}                      | on
            not-in          | {"country":"CH"}                      | off
            not-in          | {"country":["DE","CH"]}               | off
            not-in          | {}                                    | off
            both-clauses    | {"country":"CH","plan":"gold"}        | on
            both-clauses    | {"country":"CH"}                      | off
            first-rule-wins | {"country":"CH","plan":"gold"}        | a
            first-rule-wins | {"country":"CH"}                      | b
            first-rule-wins | {}                                    | c
            contains        | {"email":"ann@acme.ch"}               | on
            contains        | {"email":5}                           | off
            starts          | {"email":"bob@x"}                     | on
            starts          | {"email":"xbob"}                      | off
            ends            | {"email":"a@b.de"}                    | on
            ends            | {"email":"a@b.ch"}                    | off
            less            | {"age":17}                            | on
            less            | {"age":18}                            | off
            less            | {}                                    | off
            at-least        | {"age":18}                            | on
            at-least        | {}                                    | off
            version         | {"version":"2.0.1"}                   | on
            version         | {"version":"2.0.0"}                   | off
            segment         | {"targetingKey":"ann"}                | on
            segment         | {"targetingKey":"bob","plan":"gold"}  | off
            segment         | {"targetingKey":"cid","plan":"gold"}  | on
            segment         | {"organization":{"key":"us"}}         | on
            segment         | {}                                    | off
            not-segment     | {"targetingKey":"ann"}                | off
            not-segment     | {}                                    | on
            other-kind      | {"organization":{"key":"acme"}}       | on
            other-kind      | {"address":{"city":"Bern"}}           | on
            other-kind      | {"key":"acme"}                        | off
            whole-rollout   | {}                                    | on
            json            | {}                                    | value-1
            numbers         | {}                                    | 2.5
            """)
    void servesSameVariationAsLaunchDarkly(String flag, String context, String variant) {
        assertThat(DATA.evaluateVariant(flag, context(context))).isEqualTo(variant);
    }

    @Test
    void importsSupportedFlagsWithoutRejection() {
        assertThat(DATA.rejectedPointers()).isEmpty();
    }

    @Test
    void returnsNoVariantForFlagThatIsOff() {
        assertThat(DATA.evaluateVariant("off", Map.of())).isNull();
        assertThat(DATA.entriesAt(ImportReportEntry.Converted.class, "/flags/off"))
                .anyMatch(entry -> entry.contains("serves false"));
        assertThat(DATA.entriesAt(ImportReportEntry.Imported.class, "/flags/off-without-variation"))
                .hasSize(1);
    }

    @Test
    void importsPrerequisites() {
        assertThat(DATA.flagNode("child").path("prerequisites").toString())
                .isEqualTo(Json.of("[{'flag':'on-for-all','variant':'on','otherwise':'off'}]"));
    }

    @Test
    void rejectsPercentageRolloutsAndImportsOtherParts() {
        assertThat(HARD.rejectedPointers())
                .contains("/flags/percentage/fallthrough/rollout", "/flags/experiment/fallthrough/rollout");
        assertThat(HARD.entriesAt(ImportReportEntry.Imported.class, "/flags/percentage/rules/0/clauses/0"))
                .hasSize(1);
    }

    @Test
    void disablesFlagsWithUnsupportedParts() {
        for (String flag : List.of(
                "percentage",
                "experiment",
                "regex",
                "unknown",
                "kinds",
                "lost-segment",
                "weighted-segment",
                "big-segment",
                "circle",
                "nowhere",
                "no-date",
                "before",
                "after",
                "orphan",
                "child-without-off")) {
            assertThat(HARD.flagNode(flag).path("state").asString()).as(flag).isEqualTo("DISABLED");
        }
    }

    @Test
    void omitsFlagsWithUnsupportedVariations() {
        assertThat(HARD.flagNode("lists").isMissingNode()).isTrue();
        assertThat(HARD.flagNode("mixed").isMissingNode()).isTrue();
    }

    @Test
    void keepsFlagWithSupportedPartsEnabled() {
        assertThat(HARD.flagNode("newer").path("state").asString()).isEqualTo("ENABLED");
    }

    @Test
    void importsRestApiResponse() {
        var production = new FlagImportOptions("production", null);
        var imported = ImportedExport.of(FlagExportFormat.LAUNCHDARKLY, "launchdarkly-rest.json", production);
        assertThat(imported.evaluateVariant("checkout", Map.of("country", "CH")))
                .isEqualTo("Available");
        assertThat(imported.evaluateVariant("checkout", Map.of())).isEqualTo("off");
        assertThat(imported.flagNode("checkout")
                        .path("metadata")
                        .path("launchdarkly.tags")
                        .asString())
                .isEqualTo("shop, pay");
        assertThat(imported.result().isComplete()).isTrue();
    }

    @Test
    void requiresEnvironmentWhenResponseHasSeveral() {
        assertThatThrownBy(() -> ImportedExport.of(FlagExportFormat.LAUNCHDARKLY, "launchdarkly-rest.json"))
                .hasMessageContaining("[production, test]");
    }

    @SuppressWarnings("unchecked") // a context is an object
    private static Map<String, Object> context(String json) {
        return new JsonMapper().readValue(json, Map.class);
    }
}
