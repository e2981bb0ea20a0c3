// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The checks before a release, in a small checkout.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReleaseIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Path checkout = Path.of("");

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        Program.require("git");
        checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.copy(ROOT.resolve("evenkeel"), checkout.resolve("evenkeel"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectory(checkout.resolve("launcher"));
        try (Stream<Path> scripts = Files.list(ROOT.resolve("launcher"))) {
            for (Path script : scripts.toList()) {
                Files.copy(script, checkout.resolve("launcher").resolve(script.getFileName()));
            }
        }
        Files.writeString(checkout.resolve(".gitignore"), ".evenkeel/\n");
        Files.writeString(checkout.resolve("pom.xml"), "    <version>0.1.0-SNAPSHOT</version>\n");
        Files.writeString(checkout.resolve("CHANGELOG.md"), "# Changelog\n\n## 0.1.0 (unreleased)\n\nFirst.\n");
        git("init", "--quiet");
        git("add", "--all");
        git("-c", "user.name=A", "-c", "user.email=", "commit", "--quiet", "--message", "Start");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Program.output(checkout, command);
    }

    private Result release(Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("evenkeel").toString(), "release"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = process.errorReader().lines().collect(Collectors.joining("\n"));
        return new Result(process.waitFor(), out, err);
    }

    private void assertRefused(int code, String message, String... arguments) throws IOException, InterruptedException {
        Result result = release(Map.of(), arguments);
        assertThat(result.err()).contains(message);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(code);
        assertThat(checkout.resolve(".evenkeel/release")).doesNotExist();
        assertThat(Program.output(checkout, List.of("git", "tag"))).doesNotContain("v0.1.0\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--dry-run                     | release requires a version, for example: ./evenkeel release --dry-run 0.1.0",
                "--dry-run 0.1                 | invalid version 0.1. Allowed: MAJOR.MINOR.PATCH",
                "--dry-run 01.2.3              | invalid version 01.2.3. Allowed: MAJOR.MINOR.PATCH",
                "--dry-run 0.1.0-SNAPSHOT      | invalid version 0.1.0-SNAPSHOT. Allowed: MAJOR.MINOR.PATCH",
                "v0.1.0                        | invalid version v0.1.0. Allowed: MAJOR.MINOR.PATCH",
                "--dry-run 0.1.0 0.2.0         | release takes one version, got 0.1.0 and 0.2.0",
                "0.1.0                         | publishing is not built in. Build the files with ./evenkeel release --dry-run",
                "--dry-run 0.1.0 --fast        | unknown option --fast. Allowed: --dry-run, --out DIR",
                "--dry-run 0.1.0 --key         | --key requires a value. To see the options",
                "--dry-run 0.1.0 --key none    | cannot read the key file none. --key takes a file with a secret OpenPGP key",
                "--dry-run 0.1.0 --scm http://a.example | invalid value for --scm: http://a.example. Allowed: the https URL",
                "--dry-run 0.1.0 --out launcher | launcher is not an empty folder. Choose another one with --out"
            })
    void reportsInvalidArguments(String arguments, String message) throws IOException, InterruptedException {
        assertRefused(2, message, arguments.split(" "));
    }

    @Test
    void explainsItself() throws IOException, InterruptedException {
        Result result = release(Map.of(), "--dry-run", "--help");
        assertThat(result.out()).startsWith("Usage: ./evenkeel release --dry-run VERSION [OPTIONS]");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void requiresACleanWorkingTree() throws IOException, InterruptedException {
        Files.writeString(checkout.resolve("new.txt"), "");
        assertRefused(
                1, "the working tree has uncommitted changes. Commit or stash them:\n?? new.txt", "--dry-run", "0.1.0");
    }

    @Test
    void requiresANewVersionWithASectionInTheChangelog() throws IOException, InterruptedException {
        assertRefused(1, "CHANGELOG.md has no section for 0.1.1. Add the heading", "--dry-run", "0.1.1");
        git("tag", "v0.1.1");
        assertRefused(1, "version 0.1.1 is already tagged as v0.1.1. Choose the next version.", "--dry-run", "0.1.1");
    }

    @Test
    void requiresASecretKeyAndItsPassphrase() throws IOException, InterruptedException {
        Program.require("gpg");
        Path home = Files.createTempDirectory(Path.of("/tmp"), "gpg");
        try {
            List<String> gpg = List.of(
                    "gpg",
                    "--homedir",
                    home.toString(),
                    "--batch",
                    "--pinentry-mode",
                    "loopback",
                    "--passphrase",
                    "right");
            Program.output(folder, concat(gpg, "--quick-generate-key", "Test", "ed25519", "sign", "1d"));
            String key = Program.output(folder, concat(gpg, "--quiet", "--armor", "--export-secret-keys"));
            Files.writeString(folder.resolve("key.asc"), key.substring(key.indexOf("-----BEGIN")));
            Files.writeString(folder.resolve("no-key.asc"), "no key");
            Result result = release(
                    Map.of("EVENKEEL_SIGNING_PASSPHRASE", "wrong"),
                    "--dry-run",
                    "0.1.0",
                    "--key",
                    folder.resolve("key.asc").toString());
            assertThat(result.err())
                    .contains("cannot sign signed. Check the key and EVENKEEL_SIGNING_PASSPHRASE.")
                    .doesNotContain("wrong");
            assertThat(result.code()).isEqualTo(1);
            assertRefused(
                    1,
                    "cannot import the key file",
                    "--dry-run",
                    "0.1.0",
                    "--key",
                    folder.resolve("no-key.asc").toString());
        } finally {
            Program.output(folder, List.of("gpgconf", "--homedir", home.toString(), "--kill", "gpg-agent"));
            Program.output(folder, List.of("rm", "-rf", home.toString()));
        }
    }

    /* Maven fails at once, after the copy has its version. */
    @Test
    void setsTheVersionInACopyWhichAFailedBuildKeeps() throws IOException, InterruptedException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path maven = Files.writeString(programs.resolve("mvn"), "#!/bin/sh\necho '[ERROR] no build'\nexit 1\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(checkout.resolve("README.md"), "<version>0.1.0-SNAPSHOT</version>\n");
        Files.writeString(checkout.resolve("pom.xml"), "    <evenkeel.repository/>\n", StandardOpenOption.APPEND);
        git("add", "--all");
        git("-c", "user.name=A", "-c", "user.email=", "commit", "--quiet", "--message", "Add README");
        Map<String, String> variables =
                Map.of("PATH", programs + ":" + System.getenv("PATH"), "TMPDIR", folder.toString());
        Result result = release(variables, "--dry-run", "0.1.0", "--skip-tests", "--scm", "https://a.example/b");
        assertThat(result.err()).contains("[ERROR] no build", "the copy with its logs is kept: " + folder);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
        Path copy = Path.of(result.err().substring(result.err().lastIndexOf(": ") + 2));
        assertThat(copy.resolve("README.md")).hasContent("<version>0.1.0</version>");
        assertThat(copy.resolve("pom.xml")).hasContent("""
                            <version>0.1.0</version>
                            <evenkeel.repository>https://a.example/b</evenkeel.repository>
                        """);
        assertThat(copy.resolve("CHANGELOG.md")).content().containsPattern("## 0\\.1\\.0 \\(20\\d\\d-\\d\\d-\\d\\d\\)");
        assertThat(Program.output(copy, List.of("git", "log", "-1", "--format=%an <%ae>: %s")))
                .isEqualTo("Evenkeel contributors <>: Release 0.1.0\n");
        assertThat(Program.output(checkout, List.of("git", "status", "--porcelain")))
                .isEmpty();
        assertThat(Files.readString(checkout.resolve("README.md"))).contains("SNAPSHOT");
        assertThat(checkout.resolve(".evenkeel/release")).doesNotExist();
    }

    private static List<String> concat(List<String> command, String... arguments) {
        return Stream.concat(command.stream(), Stream.of(arguments)).toList();
    }
}
