// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class NativeBinaryCheckTest {
    /* The headers of the formats, by the platforms that can run the file. */
    private static final Map<String, byte[]> HEADERS = Map.of(
            "linux-amd64", elf(62),
            "linux-arm64", elf(183),
            "darwin-amd64", machO(0x07000001),
            "darwin-arm64", machO(0x0c000001),
            "darwin", universal());

    @TempDir
    Path folder;

    private static byte[] elf(int machine) {
        return ByteBuffer.allocate(64)
                .putInt(0, 0x7f454c46)
                .put(18, (byte) machine)
                .array();
    }

    private static byte[] machO(int cpu) {
        return ByteBuffer.allocate(64).putInt(0, 0xcffaedfe).putInt(4, cpu).array();
    }

    private static byte[] universal() {
        return ByteBuffer.allocate(64)
                .putInt(0, 0xcafebabe)
                .putInt(4, 2)
                .putInt(8, 0x01000007)
                .putInt(28, 0x0100000c)
                .array();
    }

    private void check(String platform, Map<String, byte[]> files) throws IOException {
        Path jar = folder.resolve("binaries.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("postgres.txz"));
            TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(zip, new LZMA2Options(0)));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
            tar.close();
        }
        NativeBinaryCheck.main(new String[] {jar.toString(), platform});
    }

    @ParameterizedTest
    @CsvSource({
        "linux-amd64, linux-amd64",
        "linux-arm64, linux-arm64",
        "darwin-amd64, darwin-amd64",
        "darwin-arm64, darwin-arm64",
        "darwin-amd64, darwin",
        "darwin-arm64, darwin"
    })
    void acceptsProgramsOfThePlatform(String platform, String built) {
        assertThatNoException()
                .isThrownBy(() -> check(
                        platform, Map.of("bin/postgres", HEADERS.get(built), "share/postgres.bki", new byte[64])));
    }

    @ParameterizedTest
    @CsvSource({
        "linux-amd64, linux-arm64, linux-arm64",
        "linux-arm64, linux-amd64, linux-amd64",
        "darwin-arm64, darwin-amd64, darwin-amd64",
        "linux-amd64, darwin, 'darwin-amd64, darwin-arm64'"
    })
    void rejectsALibraryOfAnotherPlatform(String platform, String built, String found) {
        assertThatThrownBy(() -> check(
                        platform, Map.of("bin/postgres", HEADERS.get(platform), "lib/libpq.so", HEADERS.get(built))))
                .isInstanceOf(IOException.class)
                .hasMessage("lib/libpq.so is for [" + found + "], not for " + platform);
    }

    @Test
    void rejectsAnArchiveWithoutPostgres() {
        assertThatThrownBy(() -> check("linux-amd64", Map.of("lib/libpq.so", HEADERS.get("linux-amd64"))))
                .hasMessageContaining("contains no program bin/postgres");
    }
}
