// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.adr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.engine.validation.ValidationError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadrFolderTest {
    private static final String TEXT = "# Use Quarkus\n\nunusual   spaces, kept\n";

    @TempDir
    private Path folder;

    @Test
    void readsNumberedRecordsAndNotesSkippedFiles() throws IOException {
        Files.writeString(folder.resolve("0002-second.md"), TEXT);
        Files.writeString(folder.resolve("0001-first.md"), "# First");
        Files.writeString(folder.resolve("README.md"), "# About");
        Files.createDirectory(folder.resolve("0003-folder.md"));

        MadrFolder.FolderContents found = MadrFolder.read(folder);

        assertThat(found.texts()).containsOnlyKeys("0001-first", "0002-second").containsEntry("0002-second", TEXT);
        assertThat(found.notes()).singleElement().asString().startsWith("README.md is skipped");
        assertThat(found.errors()).isEmpty();
    }

    @Test
    void pointsErrorToInvalidFile() throws IOException {
        Files.writeString(folder.resolve("0001-first.md"), "no title");
        assertThat(MadrFolder.read(folder).errors())
                .extracting(ValidationError::pointer)
                .containsExactly("/0001-first.md");
    }

    @Test
    void writesOnlyChangedRecords() throws IOException {
        Path inner = folder.resolve("docs/decisions");
        assertThat(MadrFolder.write(inner, Map.of("0001-first", TEXT))).containsExactly("0001-first.md");
        Files.writeString(inner.resolve("README.md"), "# About");

        assertThat(MadrFolder.write(inner, Map.of("0001-first", TEXT))).isEmpty();
        assertThat(MadrFolder.read(inner).texts()).isEqualTo(Map.of("0001-first", TEXT));
        assertThat(inner.resolve("README.md")).exists();
    }

    @Test
    void rejectsRecordNamesOutsideFolder() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("docs/decisions"));
        assertThatThrownBy(() -> MadrFolder.write(inner, Map.of("../../out", TEXT)))
                .hasMessageContaining("../../out.md");
        assertThat(folder.resolve("out.md")).doesNotExist();
    }
}
