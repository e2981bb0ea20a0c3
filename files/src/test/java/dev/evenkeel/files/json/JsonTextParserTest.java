// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonTextParserTest {
    private static final JsonMapper DOUBLES = JsonMapper.shared();
    private static final JsonMapper DIGITS = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void reportsInvalidJsonWithPosition() {
        assertThatThrownBy(() -> JsonTextParser.parse(DOUBLES, Json.of("{'a':\n x}")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not JSON: ")
                .hasMessageContaining("at line 2, column");
    }

    @Test
    void rejectsDeepNesting() {
        assertThatThrownBy(() -> JsonTextParser.parse(DOUBLES, "[".repeat(2_000)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void rejectsNumberThatIsTooLarge() {
        assertThatThrownBy(() -> JsonTextParser.parse(DIGITS, "1e99999999999"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("not JSON: a number is too large");
    }

    @Test
    void rejectsContentAfterValue() {
        assertThatThrownBy(() -> JsonTextParser.parse(DOUBLES, "{} {}"))
                .hasMessageContaining("unexpected content after the value")
                .hasMessageNotContaining("jackson");
    }
}
