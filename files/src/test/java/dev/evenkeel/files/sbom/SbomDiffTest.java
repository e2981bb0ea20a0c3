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

    private SortedMap<String, SbomComponent> bom(String components) {
        return CycloneDxParser.parse(
                Json.of("{'bomFormat':'CycloneDX','specVersion':'1.6','components':[%s]}", components), errors);
    }
}
