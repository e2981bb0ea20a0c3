// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenkeel.core.SharedData;
import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonWriter;
import dev.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLogicEvaluatorTest {
    private static final int OFFICIAL_CASES = 278;

    /// The suite is an array of cases with rule, data and result, and of headings as plain strings.
    @Test
    void passesOfficialJsonLogicSuite() {
        var suite = SharedData.text("spec/jsonlogic/compatible.json", OFFICIAL_CASES);
        var cases = ((JsonArray) JsonDocument.parse(suite).root())
                .elements().stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList();
        var failures = new ArrayList<String>();
        for (var one : cases) {
            var actual = JsonLogicEvaluator.evaluate(json(one, "rule"), json(one, "data"), "", 0);
            if (!sameJson(plain(actual), plain(json(one, "result")))) {
                failures.add(json(one, "rule") + " on " + json(one, "data") + " gave " + actual);
            }
        }
        assertThat(cases).hasSize(OFFICIAL_CASES);
        assertThat(failures).isEmpty();
    }

    @Test
    void providesFlagKeyAndTimestamp() {
        assertThat(JsonLogicEvaluator.evaluate(
                        Json.of("[{'var': '$flagd.flagKey'}, {'var': '$flagd.timestamp'}]"), "{}", "f", 5))
                .isEqualTo(Json.of("['f',5]"));
    }

    @Test
    void supportsFractional() {
        assertThat(JsonLogicEvaluator.evaluate(
                        Json.of("{'fractional': [['a', 1]]}"), Json.of("{'targetingKey': 'u'}"), "f", 5))
                .isEqualTo("\"a\"");
    }

    @Test
    void returnsNullForNonFiniteNumbers() {
        assertThat(JsonLogicEvaluator.evaluate(Json.of("{'/': [1, 0]}"), "null", "", 0))
                .isEqualTo("null");
    }

    @Test
    void rejectsUnknownOperator() {
        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() -> JsonLogicEvaluator.evaluate(Json.of("{'nope': [{'==': [1]}]}"), "{}", "", 0))
                .withMessageContaining("unknown operator \"nope\"");
    }

    @Test
    void reportsAllProblemsOfRule() {
        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(
                        () -> JsonLogicEvaluator.evaluate(Json.of("{'and': [{'==': [1]}, {'nope': 1}]}"), "{}", "", 0))
                .satisfies(e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void rejectsInvalidData() {
        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() -> JsonLogicEvaluator.evaluate("true", "{", "", 0));
    }

    private static String json(JsonObject one, String member) {
        return JsonWriter.write(one.member(member));
    }

    private static @Nullable Object plain(String json) {
        return JsonDocument.parse(json).root().toJava();
    }

    /// Equal, with numbers compared by value.
    private static boolean sameJson(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return x.doubleValue() == y.doubleValue();
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            boolean same = x.size() == y.size();
            for (int i = 0; same && i < x.size(); i++) {
                same = sameJson(x.get(i), y.get(i));
            }
            return same;
        }
        return a == null ? b == null : a.equals(b);
    }
}
