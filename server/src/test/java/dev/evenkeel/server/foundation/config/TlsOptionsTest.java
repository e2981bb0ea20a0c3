// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.server.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsOptionsTest {
    @TempDir
    private static Path folder;

    private static Path certificate;
    private static Path key;
    private static Path otherKey;

    @BeforeAll
    static void create() throws Exception {
        certificate = folder.resolve("tls.crt");
        key = folder.resolve("tls.key");
        TestCertificate.create(folder, "RSA").write(certificate, key);
        otherKey = folder.resolve("other.key");
        TestCertificate.create(folder, "EC").write(folder.resolve("other.crt"), otherKey);
    }

    private static ServerStartOptions parse(Path certificateFile, Path keyFile) {
        return ServerCommandLineParser.parse(
                List.of("--tls-cert", certificateFile.toString()), Map.of("EVENKEEL_TLS_KEY", keyFile.toString()));
    }

    @Test
    void acceptsRsaAndEcKeys() {
        assertThat(parse(certificate, key).tls()).isEqualTo(new TlsOptions(certificate, key));
        assertThat(parse(certificate, key).scheme()).isEqualTo("https");
        assertThat(parse(folder.resolve("other.crt"), otherKey).isHttpsOnly()).isTrue();
    }

    @Test
    void isDisabledWithoutCertificate() {
        ServerStartOptions none = ServerCommandLineParser.parse(List.of(), Map.of());
        assertThat(none.tls()).isNull();
        assertThat(none.isHttpsOnly()).isFalse();
    }

    @Test
    void requiresBothCertificateAndKey() {
        assertThatThrownBy(() -> ServerCommandLineParser.parse(List.of("--tls-cert", "x"), Map.of()))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageStartingWith("--tls-cert requires --tls-key FILE.");
        assertThatThrownBy(() -> ServerCommandLineParser.parse(List.of(), Map.of("EVENKEEL_TLS_KEY", "x")))
                .hasMessageStartingWith("EVENKEEL_TLS_KEY requires --tls-cert FILE.");
    }

    @Test
    void rejectsMissingCertificateFile() {
        Path absent = folder.resolve("absent");
        assertThatThrownBy(() -> parse(absent, key))
                .hasMessage("--tls-cert: " + absent + " does not exist. Specify a PEM file.");
    }

    @Test
    void rejectsInvalidCertificateFile() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no PEM");
        Path broken = Files.writeString(
                folder.resolve("broken"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        for (Path file : List.of(text, broken, key, folder)) {
            assertThatThrownBy(() -> parse(file, key))
                    .isInstanceOf(CommandLineUsageException.class)
                    .hasMessageStartingWith("--tls-cert: ")
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void rejectsInvalidKeyFile() throws IOException {
        Path absent = folder.resolve("absent");
        Path text = Files.writeString(folder.resolve("text"), "no PEM");
        Path encrypted = Files.writeString(
                folder.resolve("encrypted"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        for (Path file : List.of(absent, text, encrypted, certificate)) {
            assertThatThrownBy(() -> parse(certificate, file))
                    .isInstanceOf(CommandLineUsageException.class)
                    .hasMessageStartingWith("EVENKEEL_TLS_KEY: ")
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void rejectsKeyOfAnotherCertificate() {
        assertThatThrownBy(() -> parse(certificate, otherKey))
                .isInstanceOf(CommandLineUsageException.class)
                .hasMessageContaining("does not belong to the first certificate in " + certificate);
    }
}
