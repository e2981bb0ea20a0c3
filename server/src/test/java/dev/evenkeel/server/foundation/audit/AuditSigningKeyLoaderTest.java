// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.files.audit.AuditSigningKey;
import dev.evenkeel.files.audit.AuditVerificationKey;
import dev.evenkeel.server.foundation.config.CommandLineUsageException;
import dev.evenkeel.server.foundation.config.ServerCommandLineParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditSigningKeyLoaderTest {
    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void makesAKeyOnceThatOnlyItsOwnerCanRead() throws IOException {
        Path data = folder.resolve("data");
        AuditSigningKey made = open("--data", data.toString());
        Path file = data.resolve("audit-key.pem");
        Path open = data.resolve("audit-key.pub.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(AuditVerificationKey.read(Files.readString(open)).id())
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
        AuditSigningKey key = AuditSigningKey.generate();
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
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessage("--audit-key: there is no file " + file
                        + ". Make one: (umask 077; openssl genpkey -algorithm ed25519 -out " + file + ")");
        Files.writeString(file, AuditSigningKey.generate().verifying().pem());
        assertThatThrownBy(() -> open("--audit-key", file.toString()))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining("it holds a PUBLIC KEY, where a PRIVATE KEY is needed");
        assertThatThrownBy(() -> open("--data", file.toString()))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining("Name a --data folder that can be written, or a key with --audit-key.");
    }

    @Test
    void aServerWithoutADataFolderWritesNoKey() throws IOException {
        String[] own = {"--database-url", "jdbc:postgresql://localhost/evenkeel"};
        AuditSigningKey one = open(own);
        assertThat(open(own).verifying().id()).isNotEqualTo(one.verifying().id());
        assertThat(told).hasSize(2).allMatch(words -> words.contains("a key that ends with this process"));

        Path heads = folder.resolve("heads.jsonl");
        assertThatThrownBy(() -> open(own[0], own[1], "--audit-heads", heads.toString()))
                .isInstanceOf(CommandLineUsageException.class)
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
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageStartingWith("--audit-heads: cannot write " + folder.resolve("no/heads.jsonl"));
    }

    private AuditSigningKey open(String... options) {
        return AuditSigningKeyLoader.open(ServerCommandLineParser.parse(List.of(options), Map.of()), told::add);
    }
}
