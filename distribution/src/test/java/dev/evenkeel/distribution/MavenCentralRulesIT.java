// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A bundle for Maven Central with the POMs and jars of the build, and bundles with one defect each.
final class MavenCentralRulesIT {
    private static final String VERSION = "0.1.0";
    private static final String REPOSITORY = "https://git.example.org/evenkeel";
    private static final String SDK = "dev/evenkeel/evenkeel-sdk/0.1.0/evenkeel-sdk-0.1.0";
    private static final List<String> MODULES =
            List.of("core", "sdk", "openfeature", "junit", "observability", "starter");

    @TempDir
    Path folder;

    private Path repository = Path.of("");

    /* As the launcher does for a release: the version and the URL of the repository are in every POM. */
    @BeforeEach
    void writeRepository() throws IOException {
        repository = folder.resolve("repository");
        List<String> arguments = new ArrayList<>(List.of(repository.toString(), VERSION, "0"));
        for (String module : MODULES) {
            Path target = Path.of("..", module, "target");
            Path release = Files.createDirectories(folder.resolve(module));
            String pom = Files.readString(target.resolve("flattened-pom.xml"))
                    .replace(VERSION + "-SNAPSHOT", VERSION)
                    .replace("<url></url>", "<url>" + REPOSITORY + "</url>")
                    .replace("scm:git:<", "scm:git:" + REPOSITORY + "<");
            Files.writeString(release.resolve("flattened-pom.xml"), pom);
            Path jar = jar(target);
            String artifact = jar.getFileName().toString().replaceAll("-[0-9].*", "");
            for (String end : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
                Path copy = release.resolve(artifact + "-" + VERSION + end);
                Files.copy(jar, copy);
                arguments.add(copy.toString());
            }
        }
        MavenRepositoryWriter.main(arguments.toArray(String[]::new));
        for (Path file : files(repository)) {
            if (file.toString().matches(".*\\.(pom|jar)")) {
                Files.writeString(Path.of(file + ".asc"), "-----BEGIN PGP SIGNATURE-----\n");
            }
        }
    }

    private static Path jar(Path target) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "evenkeel-*-[0-9]*.jar")) {
            for (Path jar : jars) {
                if (!jar.toString().matches(".*-(tests|sources|javadoc)\\.jar")) {
                    return jar;
                }
            }
        }
        throw new IOException("no jar in " + target);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private List<String> violations(String... exemptions) throws IOException {
        Path bundle = folder.resolve("bundle.zip");
        Files.deleteIfExists(bundle);
        try (FileSystem zip = FileSystems.newFileSystem(bundle, Map.of("create", "true"))) {
            for (Path file : files(repository)) {
                Path copy = zip.getPath(repository.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return MavenCentralRules.check(bundle, VERSION, Set.of(exemptions));
    }

    /* Writes a file of the SDK and its checksums. */
    private void write(String end, String content) throws IOException {
        Path file = repository.resolve(SDK + end);
        Files.writeString(file, content);
        for (Map.Entry<String, String> checksum : MavenRepositoryWriter.CHECKSUMS.entrySet()) {
            Files.writeString(
                    Path.of(file + "." + checksum.getKey()), FileChecksums.compute(file, checksum.getValue()));
        }
    }

    @Test
    void theLibrariesForServicesMeetAllRequirements() throws IOException {
        assertThat(violations()).isEmpty();
        assertThat(files(repository)).hasSize(MODULES.size() * 4 * 6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <name>[^<]*</name>                                | ''                      | <name> is missing or incomplete
            <description>[^<]*</description>                  | ''                      | <description> is missing or incomplete
            </description>\\s*<url>[^<]*</url>                | </description>          | <url> is missing or incomplete
            (?s)<licenses>.*</licenses>                       | ''                      | <licenses/license/name> is missing or incomplete
            (?s)<developers>.*</developers>                   | ''                      | <developers/developer/name> is missing or incomplete
            <connection>.*</connection>                       | ''                      | <scm/connection> is missing or incomplete
            <developerConnection>.*</developerConnection>     | ''                      | <scm/developerConnection> is missing or incomplete
            <url>[^<]*</url>\\s*</scm>                        | <url>${x}</url></scm>   | <scm/url> is missing or incomplete
            <artifactId>evenkeel-sdk</artifactId>             | <artifactId>x</artifactId> | <artifactId> is "x", expected "evenkeel-sdk"
            <version>0.1.0</version>\\s*<name>                | <version>0.2.0</version><name> | <version> is "0.2.0", expected "0.1.0"
            <version>1.*</version>                            | ''                      | dependency org.jspecify:jspecify has no fixed release version: ""
            <version>1.*</version>                            | <version>[1,2)</version> | dependency org.jspecify:jspecify has no fixed release version: "[1,2)"
            <version>1.*</version>                            | <version>2-SNAPSHOT</version> | dependency org.jspecify:jspecify has no fixed release version: "2-SNAPSHOT"
            <artifactId>evenkeel-core</artifactId>            | <artifactId>evenkeel-engine</artifactId> | dependency dev.evenkeel:evenkeel-engine 0.1.0 is not in the bundle
            </modelVersion>                                   | </modelVersion><parent/> | contains <parent>
            """)
    void reportsAnIncompletePom(String part, String replacement, String problem) throws IOException {
        String pom = Files.readString(repository.resolve(SDK + ".pom"));
        String changed = pom.replaceAll(part, replacement.replace("$", "\\$"));
        assertThat(changed).isNotEqualTo(pom);
        write(".pom", changed);
        assertThat(violations()).contains(SDK + ".pom: " + problem);
    }

    @ParameterizedTest
    @CsvSource({
        ".pom,missing",
        ".jar,missing",
        "-sources.jar,missing",
        "-javadoc.jar,missing",
        ".jar.md5,missing",
        ".pom.sha1,missing",
        ".jar.asc,missing",
        "-javadoc.jar.asc,missing"
    })
    void reportsAMissingFile(String end, String problem) throws IOException {
        Files.delete(repository.resolve(SDK + end));
        assertThat(violations()).contains(SDK + end + ": " + problem);
    }

    @Test
    void reportsInvalidFiles() throws IOException {
        write("-sources.jar", "no jar");
        Files.writeString(repository.resolve(SDK + ".jar.sha1"), "0".repeat(40));
        Files.writeString(repository.resolve(SDK + ".pom.asc"), "signature");
        Files.writeString(repository.resolve("dev/evenkeel/maven-metadata.xml"), "");
        assertThat(violations())
                .contains(
                        SDK + "-sources.jar: not a jar, or empty",
                        SDK + ".jar.sha1: not the checksum of the file",
                        SDK + ".pom.asc: not an armored OpenPGP signature",
                        "dev/evenkeel/maven-metadata.xml: unexpected file");
    }

    @Test
    void aRehearsalNeedsNeitherSignaturesNorTheRepository() throws IOException {
        Files.delete(repository.resolve(SDK + ".pom.asc"));
        write(".pom", Files.readString(repository.resolve(SDK + ".pom")).replace(REPOSITORY, ""));
        assertThat(violations("--unsigned", "--no-repository")).isEmpty();
        assertThat(violations()).hasSize(5);
    }
}
