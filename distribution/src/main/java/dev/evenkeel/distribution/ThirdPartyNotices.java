// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The bill of materials for people: what others wrote, in which version, under which licences.
public final class ThirdPartyNotices {
    private static final String OWN = "dev.evenkeel:";

    private ThirdPartyNotices() {}

    /// Prints it.
    ///
    /// @param arguments the file of a bill in CycloneDX's JSON
    /// @throws IOException when it cannot be read
    public static void main(String[] arguments) throws IOException {
        System.out.print(text(new JsonMapper().readTree(Files.readString(Path.of(arguments[0])))));
    }

    /// A line for each component that is not Evenkeel's own.
    static String text(JsonNode bom) {
        return LicensedComponent.all(bom).stream()
                .filter(component -> !component.name().startsWith(OWN))
                .map(component -> component.name() + " " + component.version() + ": "
                        + String.join(" or ", component.licences()) + "\n")
                .collect(Collectors.joining("", "Evenkeel comes with these works of others:\n\n", ""));
    }
}
