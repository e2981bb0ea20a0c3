// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.files.audit.SigningKey;
import dev.evenkeel.files.audit.VerifyingKey;
import dev.evenkeel.server.foundation.config.CommandLine;
import dev.evenkeel.server.foundation.config.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerKeyTest {
    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void makesAKeyOnceThatOnlyItsOwnerCanRead() throws IOException {
        Path data = folder.resolve("data");
        SigningKey made = open("--data", data.toString());
        Path file = data.resolve("audit-key.pem");
        Path open = data.resolve("audit-key.pub.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(VerifyingKey.read(Files.readString(open)).id())
                .isEqualTo(made.verifying().id());
        assertThat(told)
                .containsExactly("Made a key that signs heads of the audit ledger. Its public key is " + open
                        + ", fingerprint " + made.verifying().id());
        assertThat(open("--data", data.toString()).verifying().id())
                .isEqualTo(made.verifying().id());
        assertThat(told).hasSize(1);
        try (var files = Files.list(data)) {
            assertThat(files).containsExactlyInAnyOrder(file, open);
        }
    }

    @Test
    void takesTheKeyThatIsNamedAndWarnsWhenOthersCanReadIt() throws IOException {
        Path file = folder.resolve("key.pem");
        SigningKey key = SigningKey.generate();
        Files.writeString(file, key.pem());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(open("--audit-key", file.toString()).verifying().id())
                .isEqualTo(key.verifying().id());
        assertThat(told).singleElement().asString().contains("chmod 600 " + file);
    }

    @Test
    void refusesWhatIsNoKeyAndSaysHowToMakeOne() throws IOException {
        Path file = folder.resolve("key.pem");
        assertThatThrownBy(() -> open("--audit-key", file.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessage("--audit-key: there is no file " + file
                        + ". Make one: (umask 077; openssl genpkey -algorithm ed25519 -out " + file + ")");
        Files.writeString(file, SigningKey.generate().verifying().pem());
        assertThatThrownBy(() -> open("--audit-key", file.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("it holds a PUBLIC KEY, where a PRIVATE KEY is needed");
        assertThatThrownBy(() -> open("--data", file.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Name a --data folder that can be written, or a key with --audit-key.");
    }

    @Test
    void aServerWithoutADataFolderWritesNoKey() throws IOException {
        String[] own = {"--database-url", "jdbc:postgresql://localhost/evenkeel"};
        SigningKey one = open(own);
        assertThat(open(own).verifying().id()).isNotEqualTo(one.verifying().id());
        assertThat(told).hasSize(2).allMatch(words -> words.contains("a key that ends with this process"));

        Path heads = folder.resolve("heads.jsonl");
        assertThatThrownBy(() -> open(own[0], own[1], "--audit-heads", heads.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Name a key with --audit-key, or a folder with --data");
        assertThat(open(own[0], own[1], "--audit-heads", heads.toString(), "--data", folder.toString())
                        .verifying()
                        .id())
                .isEqualTo(open("--data", folder.toString()).verifying().id());
    }

    @Test
    void refusesAFileForHeadsThatCannotBeWritten() {
        assertThatThrownBy(() ->
                        open("--audit-heads", folder.resolve("no/heads.jsonl").toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--audit-heads: cannot write " + folder.resolve("no/heads.jsonl"));
    }

    private SigningKey open(String... options) {
        return LedgerKey.open(CommandLine.parse(List.of(options), Map.of()), told::add);
    }
}
