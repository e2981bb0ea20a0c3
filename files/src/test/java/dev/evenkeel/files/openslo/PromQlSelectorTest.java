// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromQlSelectorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "up | up",
                "sum(up) | up",
                "sum( a:b{x=\"}\"} ) | a:b{x=\"}\"}",
                "{__name__=~\"a.*\"} | {__name__=~\"a.*\"}",
                "rate(up[5m]) | ",
                "sum(a) + sum(b) | ",
                "up{x=\"1\"}[5m] | ",
                "up{x=\"1} | ",
            })
    void extractsSelectorOnlyFromSimplePromQl(String query, String selector) {
        assertThat(PromQlSelector.find(query).orElse(null)).isEqualTo(selector);
    }
}
