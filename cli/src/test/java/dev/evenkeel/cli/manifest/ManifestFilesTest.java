// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFilesTest {
    @TempDir
    private Path folder;

    @Test
    void readsFilesInNameOrderAndSkipsHiddenFolders() throws IOException {
        Files.createDirectories(folder.resolve("b/.git"));
        Files.writeString(folder.resolve("b/two.yaml"), "kind: Two\n---\nkind: Three\n---\n");
        Files.writeString(folder.resolve("b/.git/x.yaml"), "kind: Hidden\n");
        Files.writeString(folder.resolve("a.json"), Json.of("{'kind':'One','spec':{'rate':1.50}}"));
        Files.writeString(folder.resolve("notes.md"), "no document");
        ManifestFiles files = ManifestFiles.read(List.of(folder), Map.of());
        assertThat(files.documents().stream().map(one -> one.path("kind").asString()))
                .containsExactly("One", "Two", "Three");
        assertThat(files.documents().get(0).toString()).contains("1.50");
        assertThat(files.replaceWithFilePlaces("see /objects/2/spec/x and /objects/0/kind, not /objects/9"))
                .isEqualTo("see " + folder.resolve("b/two.yaml") + ", document 2 /spec/x and "
                        + folder.resolve("a.json") + " /kind, not /objects/9");
    }

    @Test
    void resolvesSecretsFromEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("sinks.yaml"), """
                kind: NotificationChannel
                spec: {type: SLACK, url: {fromEnv: CHANNEL}, secret: {fromEnv: ABSENT}}
                """);
        ManifestFiles files = ManifestFiles.read(List.of(file), Map.of("CHANNEL", "https://example.org/x"));
        assertThat(files.documents().get(0).path("spec").toString())
                .isEqualTo(Json.of("{'type':'SLACK','url':'https://example.org/x','secret':{'fromEnv':'ABSENT'}}"));
    }

    @Test
    void reportsInvalidFileByName() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "kind: [");
        assertThatThrownBy(() -> ManifestFiles.read(List.of(broken), Map.of()))
                .isInstanceOf(ManifestFiles.InvalidManifestFileException.class)
                .hasMessageContaining("broken.yaml is not YAML");
        Path scalar = Files.writeString(folder.resolve("scalar.yaml"), "kind: One\n---\ntext");
        assertThatThrownBy(() -> ManifestFiles.read(List.of(scalar), Map.of()))
                .hasMessage(scalar + ", document 2 is not an object.");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> ManifestFiles.read(List.of(empty), Map.of())).hasMessageContaining("No objects in");
        assertThatThrownBy(() -> ManifestFiles.read(List.of(folder.resolve("absent.yaml")), Map.of()))
                .hasMessageContaining("absent.yaml");
    }
}
