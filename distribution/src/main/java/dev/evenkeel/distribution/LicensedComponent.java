// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A component of the software bill of materials.
///
/// @param name `group:artifact`
/// @param licences SPDX ids, or names for licences without an id; with several, users may choose
record LicensedComponent(String name, String version, List<String> licences) {
    LicensedComponent {
        licences = List.copyOf(licences);
    }

    /// Reads all components, sorted by name.
    ///
    /// @param bom a CycloneDX document
    static List<LicensedComponent> readAll(JsonNode bom) {
        return bom.path("components")
                .valueStream()
                .map(LicensedComponent::of)
                .sorted(Comparator.comparing(LicensedComponent::name))
                .toList();
    }

    private static LicensedComponent of(JsonNode json) {
        return new LicensedComponent(
                json.path("group").asString("") + ":" + json.path("name").asString(""),
                json.path("version").asString(""),
                json.path("licenses")
                        .valueStream()
                        .flatMap(LicensedComponent::licences)
                        .toList());
    }

    private static Stream<String> licences(JsonNode choice) {
        String expression = choice.path("expression").asString("");
        if (!expression.isEmpty()) {
            return Arrays.stream(expression.replaceAll("[()]", "").split(" OR "));
        }
        JsonNode licence = choice.path("license");
        return Stream.of(licence.path("id").asString(licence.path("name").asString("")));
    }
}
