// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class YamlCodecTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1            | {\"a\":1}",
                "a: 1.0          | {\"a\":1.0}",
                "a: 12345678901234567890 | {\"a\":12345678901234567890}",
                "a: no           | {\"a\":\"no\"}",
                "on: true        | {\"on\":true}",
                "true: ~         | {\"true\":null}",
                "a: '1'          | {\"a\":\"1\"}",
                "a: [x, {b: c}]  | {\"a\":[\"x\",{\"b\":\"c\"}]}",
                "a: 2026-01-01   | {\"a\":\"2026-01-01\"}"
            })
    void convertsYamlToJson(String yaml, String json) {
        var mapper = new JsonMapper();
        assertThat(mapper.readTree(YamlCodec.toJson(yaml))).hasToString(json);
    }

    @Test
    void resolvesAnchors() {
        String json = YamlCodec.toJson("rule: &late {'>': [1, 2]}\nother: *late\n");
        assertThat(new JsonMapper().readTree(json).path("other").path(">").size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\na: 2",
                "1: x\n'1': y",
                "a: [",
                "a: .nan",
                "a: !!binary aGk=",
                "a: 1\n---\nb: 2",
                "a: &a [*a]"
            })
    void rejectsYamlWithoutJsonEquivalent(String yaml) {
        assertThatThrownBy(() -> YamlCodec.toJson(yaml)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rejectsExponentialAliasExpansion() {
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 100; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> YamlCodec.toJson(bomb.toString())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitsAliasExpansion() {
        var levels = new StringBuilder("a0: &a0 [lol]\n");
        for (int i = 1; i < 17; i++) {
            levels.append("a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d]%n".formatted(i, i - 1));
        }
        String text = "a: &a " + "x".repeat(2_000) + "\nb: [" + "*a, ".repeat(2_000) + "*a]";
        for (String bomb : List.of(levels.toString(), text)) {
            assertThatThrownBy(() -> YamlCodec.toJson(bomb))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("its aliases expand to more than 1000000");
        }
        assertThat(YamlCodec.toJson(text.replace("x".repeat(2_000), "x"))).contains("\"x\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: !!int abc       | a value at line 1, column 4 is not a number: abc",
                "a: !!float abc     | a value at line 1, column 4 is not a number: abc",
                "a: !!int ''        | must be a number of 1 to 1000 characters",
                "? [a, b]           | Non scalar key",
                "a: \"\\UFFFFFFFF\"  | invalid character",
                "a: &a {b: *a}      | nested deeper than 200 levels, or contains itself"
            })
    void explainsWhyYamlIsRejected(String yaml, String words) {
        assertThatThrownBy(() -> YamlCodec.toJson(yaml))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void rejectsYamlBeyondJsonReaderLimits() {
        String deep = "[".repeat(600) + "]".repeat(600);
        String digits = "a: " + "9".repeat(1_001);
        String name = "a".repeat(60_000) + ": 1";
        for (String text : List.of(deep, digits, name, "? " + name)) {
            assertThatThrownBy(() -> YamlCodec.toJson(text)).isExactlyInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new JsonMapper().readTree(YamlCodec.toJson("[".repeat(200) + "]".repeat(200))))
                .isNotEmpty();
    }
}
