// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Third-party notices generated from the bill of materials: components, versions and licences.
public final class ThirdPartyNotices {
    private static final String OWN = "dev.evenkeel:";

    private ThirdPartyNotices() {}

    /// Prints the notices.
    ///
    /// @param arguments the file of a bill of materials in CycloneDX's JSON
    /// @throws IOException when it cannot be read
    public static void main(String[] arguments) throws IOException {
        System.out.print(format(new JsonMapper().readTree(Files.readString(Path.of(arguments[0])))));
    }

    /// Formats one line for each component that is not part of Evenkeel.
    static String format(JsonNode bom) {
        return LicensedComponent.readAll(bom).stream()
                .filter(component -> !component.name().startsWith(OWN))
                .map(component -> component.name() + " " + component.version() + ": "
                        + String.join(" or ", component.licences()) + "\n")
                .collect(Collectors.joining("", "Evenkeel contains this third-party software:\n\n", ""));
    }
}
