// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.json.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SbomDiffTest {
    private final ValidationErrors errors = new ValidationErrors();

    @Test
    void listsIntroducedRemovedAndChangedComponents() {
        Map<String, SbomComponent> before = bom("""
                {"purl":"pkg:maven/a/kept@1"},{"purl":"pkg:maven/a/raised@1"},{"purl":"pkg:maven/a/gone@1"},
                {"purl":"pkg:npm/twice@1"},{"purl":"pkg:npm/twice@2"}""");
        Map<String, SbomComponent> after = bom("""
                {"purl":"pkg:maven/a/kept@1"},{"purl":"pkg:maven/a/raised@2?type=jar"},
                {"purl":"pkg:npm/twice@2"},{"purl":"pkg:npm/twice@1"},
                {"group":"com.acme","name":"new","version":"7","components":[{"name":"inner"}]}""");

        SbomDiff diff = SbomDiff.of(before, after);

        assertThat(errors.toList()).isEmpty();
        assertThat(diff.introduced()).extracting(SbomComponent::name).containsExactly("com.acme/new", "inner");
        assertThat(diff.introduced().getFirst().versions()).containsExactly("7");
        assertThat(diff.removed()).extracting(SbomComponent::name).containsExactly("pkg:maven/a/gone");
        assertThat(diff.changed())
                .containsExactly(new SbomDiff.Changed(
                        "pkg:maven/a/raised", new TreeSet<>(List.of("1")), new TreeSet<>(List.of("2"))));
    }

    @Test
    void findsNoDifferenceBetweenIdenticalSboms() {
        Map<String, SbomComponent> same = bom(Json.of("{'purl':'pkg:maven/a/b@1'}"));
        assertThat(SbomDiff.of(same, same)).isEqualTo(new SbomDiff(List.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:maven/io.quarkus/quarkus-core@3.9.0?type=jar, pkg:maven/io.quarkus/quarkus-core, 3.9.0",
        "pkg:npm/%40angular/core@16.0.0, pkg:npm/%40angular/core, 16.0.0",
        "pkg:npm/@angular/core@16.0.0, pkg:npm/@angular/core, 16.0.0",
        "pkg:npm/@angular/core, pkg:npm/@angular/core, ''",
        "pkg:golang/github.com/acme/x@v1.2.0#sub/dir, pkg:golang/github.com/acme/x, v1.2.0",
        "pkg:oci/payments@sha256:9f3c?repository_url=r.example/a@b, pkg:oci/payments, sha256:9f3c",
    })
    void splitsPackageUrlIntoNameAndVersion(String purl, String name, String version) {
        assertThat(PackageUrl.withoutVersion(purl)).isEqualTo(name);
        assertThat(PackageUrl.version(purl)).isEqualTo(version);
    }

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
        assertThat(errors.toList())
                .extracting(ValidationErrors.ValidationError::pointer)
                .containsExactly(pointer);
    }

    private SortedMap<String, SbomComponent> bom(String components) {
        return CycloneDxParser.parse(
                Json.of("{'bomFormat':'CycloneDX','specVersion':'1.6','components':[%s]}", components), errors);
    }
}
