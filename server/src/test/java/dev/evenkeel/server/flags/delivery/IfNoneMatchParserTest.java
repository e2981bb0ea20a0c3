// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IfNoneMatchParserTest {
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
    void matchesEtagsAsHttpSpecifies(String header, boolean named) {
        assertThat(IfNoneMatchParser.matches(header, "\"a-1\"")).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"a-1-41-00e49b5c1a2f3d77\"|41",
                "W/\"a-1-41-00e49b5c1a2f3d77\"|41",
                "\"a-41-00e49b5c1a2f3d77\"|0",
                "\"a-1-41\"|0",
                "\"a-1-9999999999999999999-00e49b5c1a2f3d77\"|0",
                "*|0"
            })
    void parsesRevisionFromEtag(String header, long revision) {
        assertThat(IfNoneMatchParser.parseRevision(header, "a-1")).isEqualTo(revision);
    }
}
