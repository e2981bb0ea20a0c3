// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.json.Json;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CycloneDxParserTest {
    private final ValidationErrors errors = new ValidationErrors();

    @ParameterizedTest
    @ValueSource(strings = {"1.4", "1.5", "1.6"})
    void parsesSupportedCycloneDxVersions(String version) {
        SortedMap<String, SbomComponent> read = CycloneDxParser.parse("""
                {"bomFormat":"CycloneDX","specVersion":"%s","metadata":{"component":{"name":"the application"}},
                 "components":[{"type":"library","name":"x","version":"1","purl":"pkg:maven/a/x@1"}]}
                """.formatted(version), errors);
        assertThat(errors.toList()).isEmpty();
        assertThat(read).containsOnlyKeys("pkg:maven/a/x");
    }

    @Test
    void parsesSbomWithoutComponents() {
        assertThat(CycloneDxParser.parse(Json.of("{'bomFormat':'CycloneDX','specVersion':'1.6'}"), errors))
                .isEmpty();
        assertThat(errors.toList()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <bom/>                                                                       | ''
            {"spdxVersion":"SPDX-2.3"}                                                   | /bomFormat
            {"bomFormat":"CycloneDX","specVersion":"1.3"}                                | /specVersion
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":{}}                | /components
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"version":"1"}]} | /components/0
            """)
    void rejectsInvalidSboms(String text, String pointer) {
        CycloneDxParser.parse(text, errors);
        assertThat(errors.toList()).extracting(ValidationError::pointer).containsExactly(pointer);
    }
}
