// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageUrlTest {
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
}
