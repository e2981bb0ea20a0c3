// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The bill of materials is whole, and nothing in it is under a licence that nobody has agreed to.
final class LicencesIT {
    private static final Path ALLOWED = Path.of("..", "config", "licences.txt");
    private static JsonNode bom = JsonMapper.shared().nullNode();

    @BeforeAll
    static void read() throws IOException {
        bom = JsonMapper.shared().readTree(Files.readString(Path.of("target", "bom.json")));
    }

    @Test
    void namesWhatIsGivenToOthersAndNothingOfTheTests() {
        assertThat(bom.path("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(bom.path("specVersion").asString()).isEqualTo("1.6");
        assertThat(LicensedComponent.readAll(bom))
                .extracting(LicensedComponent::name)
                .doesNotHaveDuplicates()
                .contains(
                        "dev.evenkeel:evenkeel-core",
                        "dev.evenkeel:evenkeel-sdk",
                        "dev.evenkeel:evenkeel-server",
                        "dev.evenkeel:evenkeel-cli",
                        "dev.evenkeel:evenkeel-example-demo",
                        "tools.jackson.core:jackson-core",
                        "org.postgresql:postgresql",
                        "org.springframework:spring-core",
                        "org.hdrhistogram:HdrHistogram",
                        "org.webjars.npm:uplot")
                .doesNotContain(
                        "dev.evenkeel:evenkeel-fuzz",
                        "org.junit.jupiter:junit-jupiter",
                        "org.assertj:assertj-core",
                        "com.microsoft.playwright:playwright",
                        "org.openjdk.jmh:jmh-core");
        assertThat(LicensedComponent.readAll(bom))
                .filteredOn(component -> component.name().equals("org.postgresql:postgresql"))
                .singleElement()
                .satisfies(driver -> assertThat(driver.licences()).containsExactly("BSD-2-Clause"));
    }

    @Test
    void everyComponentHasAVersionAHashAndItsPlaceInTheGraph() {
        List<String> known = bom.path("dependencies")
                .valueStream()
                .map(node -> node.path("ref").asString(""))
                .toList();
        assertThat(bom.path("components").valueStream()).isNotEmpty().allSatisfy(component -> {
            assertThat(component.path("version").asString("")).isNotBlank();
            assertThat(component.path("purl").asString("")).startsWith("pkg:maven/");
            assertThat(component.path("hashes").valueStream())
                    .as("%s", component.path("purl"))
                    .anyMatch(hash -> hash.path("alg").asString("").equals("SHA-256"));
            assertThat(known).contains(component.path("bom-ref").asString(""));
        });
    }

    @Test
    void nothingIsUnderALicenceThatNobodyAgreedTo() throws IOException {
        var allowed = new LicenceList(Files.readAllLines(ALLOWED));
        List<LicensedComponent> refused = LicensedComponent.readAll(bom).stream()
                .filter(component -> !allowed.allows(component))
                .toList();
        assertThat(refused)
                .as("Take a component under another licence, or agree to this one in config/licences.txt: for all, or"
                        + " as LICENCE for GROUP:ARTIFACT REASON. None given means that its pom names none.")
                .isEmpty();
    }

    @Test
    void theOverviewForPeopleTellsOfTheWorksOfOthers() {
        assertThat(ThirdPartyNotices.format(bom))
                .contains("\norg.postgresql:postgresql ", ": BSD-2-Clause\n")
                .doesNotContain("dev.evenkeel:");
    }
}
