// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.json.JsonSyntaxException;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonWriter;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import dev.evenkeel.fuzz.SampleCorpus;
import dev.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Fuzzes definitions, rules and contexts.
@Tag("one-jdk")
final class FlagFuzzTest {
    private static final String DEFINITION = """
            {"$schema":"https://flagd.dev/schema/v0/flags.json","metadata":{"evenkeel.fractional":"v2","team":"money"},
             "$evaluators":{"insiders":{"ends_with":[{"var":"email"},"@example.com"]}},
             "flags":{"checkout":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off",
               "targeting":{"if":[{"$ref":"insiders"},"on",{"fractional":[{"cat":[{"var":"$flagd.flagKey"},{"var":"targetingKey"}]},["on",25],["off",75]]}]}},
              "limit":{"state":"ENABLED","variants":{"low":10,"high":1e3},"defaultVariant":"low",
               "targeting":{"if":[{"and":[{"sem_ver":[{"var":"version"},">=","1.2.3"]},{">":[{"+":[{"var":"age"},1]},18]}]},"high",null]}},
              "colour":{"state":"DISABLED","variants":{"red":"#f00","blue":"#00f"},"defaultVariant":"red",
               "metadata":{"owner":"team-ui"}},
              "object":{"state":"ENABLED","variants":{"a":{"x":[1,2.5,"y"]},"b":{}},"defaultVariant":"a"}}}
            """;

    private static List<String> definitions() {
        List<String> definitions = new ArrayList<>(List.of(DEFINITION));
        for (String vectors : SampleCorpus.files("../spec/evaluation", ".json")) {
            collect(JsonDocument.parse(vectors).root(), definitions);
        }
        return definitions;
    }

    /* What has flags in it, anywhere in a file of vectors. */
    private static void collect(Object node, List<String> definitions) {
        if (node instanceof JsonObject object) {
            if (object.member("flags") != null) {
                definitions.add(JsonWriter.write(object));
            }
            object.members().values().forEach(member -> collect(member, definitions));
        } else if (node instanceof JsonArray array) {
            array.elements().forEach(element -> collect(element, definitions));
        }
    }

    @Test
    void parsesOrRejectsFuzzedDefinitions() {
        assertThat(FlagSnapshot.parse(DEFINITION, 1).flagKeys()).contains("checkout", "limit");
        var fuzzReport = Fuzzer.of("flag definitions", InputDialect.JSON)
                .samples(definitions())
                .expectRejection(InvalidDefinitionException.class)
                .run(input -> FlagSnapshot.parse(input.text(), 1));
        assertThat(fuzzReport.read()).isGreaterThan(10);
        assertThat(fuzzReport.refused()).isGreaterThan(100);
    }

    @Test
    void evaluatesTolerantlyParsedFuzzedDefinitions() {
        List<Map<String, Object>> contexts = List.of(
                Map.of(),
                Map.of("targetingKey", "u-1", "email", "a@example.com", "version", "1.2.3", "age", 20),
                Map.of("targetingKey", "", "age", Double.NaN, "version", List.of(1), "email", Map.of()));
        Fuzzer.of("flags in force", InputDialect.JSON)
                .samples(definitions())
                .expectRejection(InvalidDefinitionException.class)
                .run(input -> {
                    FlagSnapshot snapshot = FlagSnapshot.parseTolerantly(input.text(), 1);
                    for (String key : List.of("checkout", "limit", "colour", "object", "f", "flag", "")) {
                        for (Map<String, Object> context : contexts) {
                            snapshot.evaluate(key, EvaluationContext.of(context), 1_800_000_000);
                        }
                    }
                });
    }

    @Test
    void evaluatesOrRejectsFuzzedRules() {
        Fuzzer.of("rules", InputDialect.JSON)
                .samples(
                        "{\"if\":[{\"==\":[{\"var\":\"a.b\"},1]},\"x\",{\"cat\":[1,{\"var\":[\"c\",\"d\"]}]}]}",
                        Json.of("{'reduce':[{'var':'list'},{'+':[{'var':'current'},{'var':'accumulator'}]},0]}"),
                        Json.of("""
                                {'merge':[[1,2],{'map':[{'var':'list'},{'*':[{'var':''},2]}]},\
                                {'filter':[{'var':'list'},{'>':[{'var':''},1]}]}]}"""),
                        "{\"and\":[{\"in\":[\"a\",\"abc\"]},{\"<\":[1,{\"%\":[9,4]},5]},{\"!\":[0]},{\"substr\":[\"abcdef\",-3,2]}]}",
                        Json.of(
                                "{'or':[{'missing':['a','b']},{'missing_some':[1,['a','b']]},{'max':[1,2,{'/':[4,2]}]}]}"),
                        Json.of("""
                                {'if':[{'sem_ver':['1.2.3-rc.1','~','1.2']},{'starts_with':['abc','a']},\
                                {'fractional':[['a',1],['b',1]]}]}"""))
                .expectRejection(InvalidDefinitionException.class)
                .run(input -> {
                    JsonLogicEvaluator.evaluate(
                            input.text(), Json.of("{'list':[1,2,3],'a':{'b':1},'targetingKey':'u'}"), "f", 1);
                    JsonLogicEvaluator.evaluate(
                            Json.of("{'cat':[{'var':''},{'+':[{'var':'a'},1]}]}"), input.text(), "f", 1);
                });
    }

    @Test
    void roundTripsFuzzedJson() {
        Fuzzer.of("JSON", InputDialect.JSON)
                .samples(DEFINITION)
                .expectRejection(JsonSyntaxException.class)
                .run(input -> {
                    JsonDocument document = JsonDocument.parse(input.text());
                    if (document.duplicates().isEmpty()) {
                        assertThat(JsonDocument.parse(JsonWriter.write(document.root()))
                                        .root())
                                .isEqualTo(document.root());
                    }
                });
    }

    @Test
    void normalizesAndComparesFuzzedDefinitions() {
        Fuzzer.of("forms of definitions", InputDialect.JSON)
                .samples(definitions())
                .samples(Json.of(
                        "{'flags':[{'key':'a','state':'ENABLED','variants':{'on':true},'defaultVariant':'on'}]}"))
                .expectRejection(InvalidDefinitionException.class)
                .run(input -> {
                    DefinitionNormalizer.withFlagsByKey(input.text());
                    BucketingChangeImpact.compare(DEFINITION, input.text());
                });
    }

    @Test
    void parsesOrRejectsFuzzedPercentages() {
        Fuzzer.of("percentages", InputDialect.TEXT)
                .samples("2.5", "100", "0", "0.01")
                .expectRejection(IllegalArgumentException.class)
                .run(input -> {
                    Percent percent = Percent.parse(input.text());
                    assertThat(Percent.parse(percent.toString().replace("%", "")))
                            .isEqualTo(percent);
                });
    }
}
