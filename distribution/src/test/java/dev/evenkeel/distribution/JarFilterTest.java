// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JarFilterTest {
    @TempDir
    Path folder;

    private Path jar = Path.of("");

    @BeforeEach
    void writeJar() throws IOException {
        jar = folder.resolve("assets.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {"dist/a.min.css", "dist/a.css.map", "LICENSE"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void keepsOnlyMatchingEntriesWithTheirContent() throws IOException {
        JarFilter.main(new String[] {jar.toString(), ".*(\\.min\\.css|LICENSE)"});
        try (ZipFile filtered = new ZipFile(jar.toFile())) {
            assertThat(filtered.stream().map(ZipEntry::getName)).containsExactly("dist/a.min.css", "LICENSE");
            assertThat(filtered.getInputStream(filtered.getEntry("LICENSE")).readAllBytes())
                    .asString()
                    .isEqualTo("LICENSE");
        }
    }

    @Test
    void failsWithoutAMatchAndLeavesTheJarUnchanged() throws IOException {
        byte[] before = Files.readAllBytes(jar);
        assertThatThrownBy(() -> JarFilter.main(new String[] {jar.toString(), "nothing"}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no entry");
        assertThat(jar).hasBinaryContent(before);
    }
}
