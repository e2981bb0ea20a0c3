// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

final class JsonObjectReaderTest {
    private static final JsonMapper DOUBLES = JsonMapper.shared();
    private static final JsonMapper DIGITS = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ValidationErrors errors = new ValidationErrors();

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e999999999", "\"1\"", "true"})
    void rejectsNonNumbersAndNumbersBeyondDouble(String text) {
        for (JsonMapper mapper : new JsonMapper[] {DOUBLES, DIGITS}) {
            var fields = new JsonObjectReader(mapper.readTree(Json.of("{'a':%s}", text)), "", new ValidationErrors());
            assertThat(fields.number("a", 7)).isEqualTo(7);
            assertThat(fields.percent("a", Percent.ALL)).isEqualTo(Percent.ALL);
            assertThat(fields.errors().toList())
                    .extracting(ValidationError::pointer)
                    .containsExactly("/a");
            assertThat(JsonObjectReader.toDecimal(mapper.readTree(text))).isNull();
        }
    }

    @Test
    void rejectsIntegerBeyondDoubleRange() {
        var fields = new JsonObjectReader(DOUBLES.readTree(Json.of("{'a':%s}", "9".repeat(400))), "", errors);
        assertThat(fields.number("a", 7)).isEqualTo(7);
        assertThat(errors.toList()).hasSize(1);
    }

    @Test
    void toDecimalPreservesDigitsAndRejectsExtremeExponents() {
        assertThat(JsonObjectReader.toDecimal(DIGITS.readTree("12.345678901234567890123")))
                .hasToString("12.345678901234567890123");
        assertThat(JsonObjectReader.toDecimal(DIGITS.readTree("1e-999999999"))).isNull();
    }

    @Test
    void reportsRequiredFieldsThatAreMissingBlankOrOfAnotherType() {
        var fields = new JsonObjectReader(
                DOUBLES.createObjectNode()
                        .put("blank", " ")
                        .put("number", 5)
                        .put("long", "x".repeat(501))
                        .put("lines", "a\nb"),
                "/object",
                errors);
        for (String name : List.of("missing", "blank", "number")) {
            fields.requireText(name, "set it");
        }
        fields.requireLine("long", "set it");
        fields.line("lines");
        assertThat(fields.line("none")).isNull();
        assertThat(fields.requireInstant("time")).isEqualTo(Instant.EPOCH);
        assertThat(errors.toList())
                .extracting(error -> error.pointer() + " " + error.message())
                .containsExactly(
                        "/object/missing is missing",
                        "/object/blank must not be blank",
                        "/object/number must be a string, got 5",
                        "/object/long must be one line of at most 500 characters, got 501",
                        "/object/lines must be one line of at most 500 characters, got 3",
                        "/object/time is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25T12:00:00Z", "2026-11-25T13:00:00+01:00", "2026-11-25 13:00:00 +0100"})
    void readsTimesWithAnyUtcOffset(String time) {
        var fields = new JsonObjectReader(DOUBLES.readTree(Json.of("{'at':'" + time + "'}")), "", errors);
        assertThat(fields.requireInstant("at")).isEqualTo(Instant.parse("2026-11-25T12:00:00Z"));
        assertThat(errors.toList()).isEmpty();
    }

    @Test
    void reportsElementsThatAreNotObjects() {
        var fields = new JsonObjectReader(DOUBLES.readTree(Json.of("{'a':[{'b':1},2],'c':{}}")), "", errors);
        assertThat(fields.objects("a"))
                .hasSize(2)
                .first()
                .satisfies(first -> assertThat(first.integer("b", 0)).isEqualTo(1));
        assertThat(fields.objects("c")).isEmpty();
        assertThat(fields.objects("missing")).isEmpty();
        assertThat(errors.toList())
                .extracting(error -> error.pointer() + " " + error.message())
                .containsExactly("/a/1 must be an object, got 2", "/c must be an array, got {}");
    }
}
