// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {
    @Test
    void convertsNumbersToSmallestLosslessType() {
        assertThat(plain("1")).isEqualTo(1);
        assertThat(plain("-2147483649")).isEqualTo(-2147483649L);
        assertThat(plain("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(plain("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(plain("1.0")).isEqualTo(1.0);
        assertThat(plain("1e2")).isEqualTo(100.0);
        assertThat(plain("0.1")).isEqualTo(0.1);
        assertThat(plain("0.12345678901234567890")).isEqualTo(new BigDecimal("0.12345678901234567890"));
        assertThat(plain("1e999")).isEqualTo(new BigDecimal("1e999"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.0",
                "1.50",
                "1e2",
                "-0",
                "-0.0",
                "12345678901234567890",
                "0.12345678901234567890",
                "true",
                "null",
                "\"a\\n\\\"\\u0001\"",
                "[1,[2.0,{}],{\"a\":null}]",
                "{\"b\":1,\"a\":[]}",
                "\"😀\""
            })
    void roundTripsJson(String json) {
        assertThat(JsonWriter.write(JsonDocument.parse(json).root())).isEqualTo(json);
    }

    @Test
    void returnsJsonPointerOfEachNode() {
        var root = JsonDocument.parse(Json.of("{'a/b': {'~': [true, 5]}}")).root();
        var inner = ((JsonValue.JsonObject) root).members().values().iterator().next();
        var list = ((JsonValue.JsonObject) inner).members().values().iterator().next();
        assertThat(root.pointer()).hasToString("");
        assertThat(((JsonValue.JsonArray) list).elements().get(1).pointer()).hasToString("/a~1b/~0/1");
    }

    @Test
    void keepsFirstDuplicateMemberAndReportsOthers() {
        var document = JsonDocument.parse(Json.of("{'a': 1, 'a': 2}"));
        assertThat(document.root().toJava()).isEqualTo(Map.of("a", 1));
        assertThat(document.duplicates()).extracting(JsonPointer::toString).containsExactly("/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "[1,]",
                "{\"a\" 1}",
                "01",
                "NaN",
                "'a'",
                "1 2",
                "// x\n1",
                "{\"a\":1,}",
                "\"a",
                "1e99999999999"
            })
    void rejectsInvalidJson(String text) {
        assertThatThrownBy(() -> JsonDocument.parse(text)).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void acceptsNestingUpToLimitOnly() {
        int most = JsonDocument.MAX_DEPTH;
        assertThat(JsonDocument.parse("[".repeat(most) + "]".repeat(most)).root())
                .isNotNull();
        assertThatThrownBy(() -> JsonDocument.parse("[".repeat(most + 1) + "]".repeat(most + 1)))
                .isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void writesJavaCollectionsAndValues() {
        var value = Map.of("list", Arrays.asList(1, 2.5, null, true, "x", Double.NaN, List.of()));
        assertThat(JsonWriter.write(value)).isEqualTo(Json.of("{'list':[1,2.5,null,true,'x',null,[]]}"));
    }

    @Test
    void rejectsTypesThatJsonCannotRepresent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWriter.write(List.of(new Object())))
                .withMessageContaining("java.lang.Object");
    }

    private static @Nullable Object plain(String json) {
        return JsonDocument.parse(json).root().toJava();
    }
}
