// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTagsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "none",
            value = {
                "none|false",
                "\"a-1\"|true",
                "W/\"a-1\"|true",
                "\"x\" , W/\"a-1\"|true",
                "*|true",
                "a-1|false",
                "\"a-10\"|false",
                "\"\"|false"
            })
    void namesATagAsHttpDoes(String header, boolean named) {
        assertThat(EntityTags.name(header, "\"a-1\"")).isEqualTo(named);
    }
}
