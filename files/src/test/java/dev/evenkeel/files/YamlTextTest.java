// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class YamlTextTest {
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
    void standsForJson(String yaml, String json) {
        var mapper = new JsonMapper();
        assertThat(mapper.readTree(YamlText.toJson(yaml))).hasToString(json);
    }

    @Test
    void anchorsAreResolved() {
        String json = YamlText.toJson("rule: &late {'>': [1, 2]}\nother: *late\n");
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
    void whatIsNoJsonIsRefused(String yaml) {
        assertThatThrownBy(() -> YamlText.toJson(yaml)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyAliasesAreRefused() {
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 100; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> YamlText.toJson(bomb.toString())).isInstanceOf(IllegalArgumentException.class);
    }
}
