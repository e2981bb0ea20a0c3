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
    private final List<String> messages = new ArrayList<>();

    private static final String DATABASE_URL = "jdbc:postgresql://localhost/evenkeel";

    @TempDir
    private Path folder;

    @Test
    void createsOwnerOnlyKeyOnce() throws IOException {
        Path data = folder.resolve("data");
        AuditSigningKey auditSigningKey = load("--data", data.toString());
        Path file = data.resolve("audit-key.pem");
        Path open = data.resolve("audit-key.pub.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(AuditVerificationKey.parsePem(Files.readString(open)).thumbprint())
                .isEqualTo(auditSigningKey.verificationKey().thumbprint());
        assertThat(messages)
                .containsExactly("Created the audit signing key. Public key: " + open + ", fingerprint "
                        + auditSigningKey.verificationKey().thumbprint());
        assertThat(load("--data", data.toString()).verificationKey().thumbprint())
                .isEqualTo(auditSigningKey.verificationKey().thumbprint());
        assertThat(messages).hasSize(1);
        try (var files = Files.list(data)) {
            assertThat(files).containsExactlyInAnyOrder(file, open);
        }
    }

    @Test
    void loadsConfiguredKeyAndWarnsWhenReadableByOthers() throws IOException {
        Path file = folder.resolve("key.pem");
        AuditSigningKey key = AuditSigningKey.generate();
        Files.writeString(file, key.toPem());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(load("--audit-signing-key-file", file.toString())
                        .verificationKey()
                        .thumbprint())
                .isEqualTo(key.verificationKey().thumbprint());
        assertThat(messages).singleElement().asString().contains("chmod 600 " + file);
    }

    @Test
    void rejectsMissingKeyFile() {
        Path file = folder.resolve("key.pem");
        assertThatThrownBy(() -> load("--audit-signing-key-file", file.toString()))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessage("--audit-signing-key-file: " + file
                        + " does not exist. To create it: (umask 077; openssl genpkey -algorithm ed25519 -out " + file
                        + ")");
    }

    @Test
    void rejectsPublicKeyFile() throws IOException {
        Path file = folder.resolve("key.pem");
        Files.writeString(file, AuditSigningKey.generate().verificationKey().toPem());
        assertThatThrownBy(() -> load("--audit-signing-key-file", file.toString()))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining("contains a PUBLIC KEY, but a PRIVATE KEY is required");
    }

    @Test
    void rejectsDataDirectoryThatIsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "");
        assertThatThrownBy(() -> load("--data", file.toString()))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessage("The data directory " + file + " is a file. Specify a directory with --data DIR; the server"
                        + " creates it if it does not exist.");
    }

    @Test
    void rejectsUnwritableDataDirectory() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "");
        assertThatThrownBy(() -> load("--data", file.resolve("data").toString()))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining(
                        "Specify a writable directory with --data DIR, or a key with --audit-signing-key-file FILE.")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void usesTemporaryKeyWithoutDataDirectory() {
        AuditSigningKey one = load("--database-url", DATABASE_URL);
        assertThat(load("--database-url", DATABASE_URL).verificationKey().thumbprint())
                .isNotEqualTo(one.verificationKey().thumbprint());
        assertThat(messages)
                .hasSize(2)
                .allMatch(words -> words.contains("a temporary key that is lost when the server stops"));
    }

    @Test
    void rejectsHeadFileWithoutPersistentKey() {
        Path heads = folder.resolve("heads.jsonl");
        assertThatThrownBy(() -> load("--database-url", DATABASE_URL, "--audit-head-file", heads.toString()))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining(
                        "Specify a key with --audit-signing-key-file FILE, or a data directory with --data DIR");
    }

    @Test
    void usesKeyOfDataDirectoryForHeadFile() {
        Path heads = folder.resolve("heads.jsonl");
        assertThat(load(
                                "--database-url",
                                DATABASE_URL,
                                "--audit-head-file",
                                heads.toString(),
                                "--data",
                                folder.toString())
                        .verificationKey()
                        .thumbprint())
                .isEqualTo(load("--data", folder.toString()).verificationKey().thumbprint());
    }

    @Test
    void rejectsUnwritableHeadFile() {
        assertThatThrownBy(() -> load(
                        "--audit-head-file", folder.resolve("no/heads.jsonl").toString()))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageStartingWith("--audit-head-file: cannot write " + folder.resolve("no/heads.jsonl"));
    }

    private AuditSigningKey load(String... options) {
        return AuditSigningKeyLoader.load(ServerCommandLineParser.parse(List.of(options), Map.of()), messages::add);
    }
}
