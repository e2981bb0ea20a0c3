// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives, compared with those of the tar and the checksums of this machine.
final class PackageArchiveWriterTest {
    private static final String SECONDS = "1700000000";
    private static final String LONG_NAME = "maven/dev/evenkeel/evenkeel-spring-boot-starter/0.1.0-SNAPSHOT/"
            + "evenkeel-spring-boot-starter-0.1.0-20260101.000000-1.jar.sha1";

    @TempDir
    Path folder;

    private Path staged(String place) throws IOException {
        Path stage = folder.resolve(place).resolve("evenkeel-0.1.0-SNAPSHOT");
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 511, 512, 513, 70_000}) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            write(stage.resolve("lib/" + size + ".jar"), content, "rw-r--r--");
        }
        write(stage.resolve(LONG_NAME), new byte[] {'x'}, "rw-r--r--");
        write(stage.resolve("bin/evenkeel"), new byte[] {'y'}, "rwxr-xr-x");
        write(stage.resolve("lib-and-more"), new byte[] {'z'}, "rw-------");
        return stage;
    }

    private static void write(Path file, byte[] content, String permissions) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Path archived(Path stage, String name) throws IOException {
        Path archive = folder.resolve(name);
        PackageArchiveWriter.main(new String[] {"write", stage.toString(), SECONDS, archive.toString()});
        return archive;
    }

    @Test
    void theSameFilesGiveTheSameArchive() throws IOException {
        Path one = archived(staged("one"), "one.tar.gz");
        Path other = staged("other");
        PackageArchiveWriter.main(new String[] {"age", other.toString(), "1"});
        assertThat(archived(other, "other.tar.gz")).hasSameBinaryContentAs(one);
    }

    @Test
    void everyTarUnpacksIt() throws IOException, InterruptedException {
        Path stage = staged("stage");
        Path archive = archived(stage, "a.tar.gz");
        List<List<String>> tars = new ArrayList<>();
        Program.find("tar").ifPresent(tar -> tars.add(List.of(tar.toString())));
        Program.find("bsdtar").ifPresent(tar -> tars.add(List.of(tar.toString())));
        Program.find("busybox").ifPresent(tar -> tars.add(List.of(tar.toString(), "tar")));
        assertThat(tars).isNotEmpty();
        for (List<String> tar : tars) {
            Path unpacked = Files.createTempDirectory(folder, "unpacked");
            List<String> command = new ArrayList<>(tar);
            command.addAll(List.of("-xpzf", archive.toString()));
            Program.output(unpacked, command);
            assertThat(tree(unpacked.resolve(stage.getFileName())))
                    .as("what %s unpacks", tar)
                    .isEqualTo(tree(stage))
                    .hasSizeGreaterThan(15);
            assertThat(Files.getLastModifiedTime(
                                    unpacked.resolve(stage.getFileName()).resolve(LONG_NAME))
                            .toMillis())
                    .isEqualTo(Long.parseLong(SECONDS) * 1000);
        }
    }

    private static List<String> tree(Path top) throws IOException {
        List<String> tree = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : paths.sorted().toList()) {
                tree.add(top.relativize(path) + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                        + (Files.isDirectory(path) ? "" : " " + FileChecksums.compute(path, "SHA-256")));
            }
        }
        return tree;
    }

    @Test
    void listsAsAnArchiveOfGnuTarDoes() throws IOException, InterruptedException {
        String tar = Program.require("tar").toString();
        String version = Program.output(folder, List.of(tar, "--version"));
        assumeTrue(version.contains("GNU tar"), "skipped: tar is not GNU tar");
        Path stage = staged("stage");
        Path archive = archived(stage, "a.tar.gz");
        Path expected = folder.resolve("expected.tar");
        Program.output(
                folder.resolve("stage"),
                List.of(
                        tar,
                        "--sort=name",
                        "--format=gnu",
                        "--owner=0",
                        "--group=0",
                        "--numeric-owner",
                        "--mtime=@" + SECONDS,
                        "-cf",
                        expected.toString(),
                        stage.getFileName().toString()));
        assertThat(list(tar, archive)).isEqualTo(list(tar, expected)).hasSizeGreaterThan(15);
    }

    private List<String> list(String tar, Path archive) throws IOException, InterruptedException {
        return Program.output(folder, List.of(tar, "-tv", "--numeric-owner", "--full-time", "-f", archive.toString()))
                .lines()
                .map(line -> line.replaceAll(" +", " "))
                .sorted()
                .toList();
    }

    @Test
    void checksumsAreThoseOfEveryFileAndOfTheArchive() throws IOException, InterruptedException {
        String sha256sum = Program.require("sha256sum").toString();
        Path stage = staged("stage");
        archived(stage, "a.tar.gz");
        assertThat(Program.output(folder, List.of(sha256sum, "-c", "a.tar.gz.sha256")))
                .isEqualTo("a.tar.gz: OK\n");
        assertThat(Program.output(stage, List.of(sha256sum, "-c", "SHA256SUMS")).lines())
                .contains(LONG_NAME + ": OK", "bin/evenkeel: OK")
                .hasSize(9)
                .isSorted()
                .allMatch(line -> line.endsWith(": OK"));
    }

    @Test
    void refusesWhatAnArchiveCannotHold() throws IOException {
        Path stage = staged("stage");
        Path name = stage.resolve("n".repeat(101));
        Files.writeString(name, "");
        assertThatThrownBy(() -> archived(stage, "a.tar.gz"))
                .hasMessageContaining("the name is too long for a tar archive");
        Files.delete(name);
        Files.createSymbolicLink(stage.resolve("link"), stage.resolve("bin"));
        assertThatThrownBy(() -> archived(stage, "a.tar.gz")).hasMessageContaining("link is neither");
    }
}
