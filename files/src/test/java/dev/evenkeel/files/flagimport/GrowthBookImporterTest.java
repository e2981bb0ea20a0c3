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

class GrowthBookImporterTest {
    private static final ImportedExport FEATURES = ImportedExport.of(FlagExportFormat.GROWTHBOOK, "growthbook.json");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            simple           | {}                                              | on
            text             | {"country":"CH"}                                | red
            text             | {"country":"AT"}                                | green
            text             | {}                                              | blue
            number           | {"plan":"gold"}                                 | 2.5
            object           | {"plan":"gold"}                                 | value-2
            no-default       | {"plan":"gold"}                                 | x
            equals-text      | {"country":"CH"}                                | on
            equals-text      | {}                                              | off
            equals-number    | {"age":42}                                      | on
            equals-number    | {"age":"42"}                                    | on
            equals-zero      | {}                                              | on
            equals-zero      | {"age":1}                                       | off
            equals-true      | {"beta":true}                                   | on
            equals-true      | {}                                              | off
            equals-false     | {"beta":false}                                  | on
            equals-false     | {}                                              | off
            equals-null      | {}                                              | on
            equals-null      | {"country":"CH"}                                | off
            equals-text-true | {"beta":true}                                   | on
            equals-text-true | {"beta":1}                                      | off
            nested           | {"account":{"plan":"team"}}                     | on
            eq               | {"age":42}                                      | on
            eq               | {"age":"42"}                                    | off
            ne               | {}                                              | on
            range            | {"age":18}                                      | on
            range            | {"age":65}                                      | off
            in               | {"country":"AT"}                                | on
            in               | {"country":"DE"}                                | off
            in-list          | {"groups":["x","b"]}                            | on
            in-list          | {"groups":["x"]}                                | off
            nin              | {}                                              | on
            nin              | {"country":"CH"}                                | off
            in-nothing       | {"country":"CH"}                                | off
            exists           | {"country":""}                                  | on
            exists           | {}                                              | off
            exists-not       | {}                                              | on
            not              | {"country":"CH"}                                | off
            not              | {"country":"DE"}                                | on
            or               | {"age":61}                                      | on
            or               | {"age":60}                                      | off
            nor              | {"age":60}                                      | on
            nor              | {"country":"CH"}                                | off
            and              | {"country":"CH","age":61}                       | on
            and              | {"country":"CH"}                                | off
            not-all          | {"country":"CH","plan":"gold"}                  | off
            not-all          | {"country":"CH"}                                | on
            all              | {"groups":["b","c","a"]}                        | on
            all              | {"groups":["a"]}                                | off
            element          | {"groups":["a","b"]}                            | on
            element          | {"groups":["a"]}                                | off
            element-object   | {"orders":[{"sum":200,"paid":true}]}            | on
            element-object   | {"orders":[{"sum":200},{"sum":1,"paid":true}]}  | off
            by-id            | {"targetingKey":"ann"}                          | on
            by-id            | {"id":"ann"}                                    | off
            group            | {"targetingKey":"cid"}                          | on
            not-group        | {"targetingKey":"cid"}                          | off
            covered          | {"country":"CH","targetingKey":"ann"}           | on
            covered          | {"country":"CH"}                                | off
            uncovered        | {"targetingKey":"ann"}                          | off
            """)
    void servesSameVariantAsGrowthBook(String feature, String context, String variant) {
        assertThat(FEATURES.evaluateVariant(feature, context(context))).isEqualTo(variant);
    }

    @Test
    void importsSupportedFeaturesWithoutRejection() {
        assertThat(FEATURES.rejectedPointers()).isEmpty();
    }

    @Test
    void returnsNoVariantForFeatureWithoutDefault() {
        assertThat(FEATURES.evaluateVariant("no-default", Map.of())).isNull();
    }

    @Test
    void convertsGatesToPrerequisites() {
        assertThat(FEATURES.flagNode("child").path("prerequisites").toString())
                .isEqualTo(Json.of("[{'flag':'parent','variant':'on','otherwise':'off'}]"));
        assertThat(FEATURES.flagNode("child-of-existing").has("prerequisites")).isFalse();
    }

    @Test
    void disablesFeaturesWithRejectedParts() {
        var hard = ImportedExport.of(FlagExportFormat.GROWTHBOOK, "growthbook-hard.json");
        for (String feature : List.of(
                "rollout",
                "range",
                "experiment",
                "namespace",
                "filters",
                "regex",
                "any-case",
                "size",
                "type",
                "array",
                "eq-array",
                "no-version",
                "version",
                "version-below",
                "newer",
                "unknown",
                "lost-group",
                "all-of-nothing",
                "force-null",
                "orphan",
                "rule-only",
                "text-child",
                "odd-condition")) {
            assertThat(hard.flagNode(feature).path("state").asString())
                    .as(feature)
                    .isEqualTo("DISABLED");
        }
    }

    @Test
    void omitsFeaturesWithUnsupportedValues() {
        var hard = ImportedExport.of(FlagExportFormat.GROWTHBOOK, "growthbook-hard.json");
        for (String feature : List.of("mixed", "list", "key:with|colon")) {
            assertThat(hard.flagNode(feature).isMissingNode()).as(feature).isTrue();
            assertThat(hard.rejectedPointers()).contains("/features/" + feature);
        }
    }

    @Test
    void rejectsEncryptedFeatures() {
        assertThatThrownBy(() -> FlagImport.convert(
                        FlagExportFormat.GROWTHBOOK, Json.of("{'encryptedFeatures':'x'}"), FlagImportOptions.NONE))
                .isInstanceOf(UnreadableExportException.class)
                .hasMessageContaining("encrypt");
    }

    @SuppressWarnings("unchecked") // a context is an object
    private static Map<String, Object> context(String json) {
        return new JsonMapper().readValue(json, Map.class);
    }
}
