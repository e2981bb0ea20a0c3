// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;

final class JsonPointerFormatterTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "a/b", "a~b", "~1", "~0", "~01/~10", ""})
    void roundTripsNamesThroughJsonPointers(String name) {
        String place = JsonPointerFormatter.append("/flags", name);
        assertThat(JsonPointer.compile(place).tail().getMatchingProperty()).isEqualTo(name);
        assertThat(place).isEqualTo("/flags/" + JsonPointerFormatter.escape(name));
        assertThat(JsonPointerFormatter.unescape(JsonPointerFormatter.escape(name)))
                .isEqualTo(name);
    }
}
