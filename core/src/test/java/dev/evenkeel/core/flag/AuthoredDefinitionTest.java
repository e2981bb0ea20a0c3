// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthoredDefinitionTest {
    private static final String FLAG =
            "\"state\": \"ENABLED\", \"defaultVariant\": \"on\", \"variants\": {\"on\": true}, \"typo\": 1, \"targeting\": {\"if\": [true, \"no\"]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"flags\": {\"f\": {" + FLAG + "}}}",
                "{\"flags\": [{\"key\": \"f\", " + FLAG + "}], \"more\": 1.0}",
                "{\"flags\": {\"f\": {" + FLAG + "}, \"g\": {" + FLAG
                        + ", \"prerequisites\": [{\"flag\": \"f\", \"variant\": \"on\", \"otherwise\": \"on\"}]}}}",
                "{\"flags\": {\"f\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"targeting\": {\"nope\": 1}}}}"
            })
    void matchesResultsOfSeparateParsers(String text) {
        var authored = AuthoredDefinition.parse(text);

        String byKey = DefinitionNormalizer.withFlagsByKey(text);
        var compiled = FlagSnapshot.parseTolerantly(text, 0);
        assertThat(authored.textByKey()).isEqualTo(byKey);
        assertThat(authored.warnings()).isEqualTo(DefinitionWarnings.of(byKey));
        assertThat(authored.compiled().flagKeys()).isEqualTo(compiled.flagKeys());
        assertThat(authored.compiled().problems()).isEqualTo(compiled.problems());
    }

    @Test
    void rejectsInvalidJsonAndMissingFlags() {
        assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> AuthoredDefinition.parse("{"));
        assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> AuthoredDefinition.parse("{}"));
    }
}
