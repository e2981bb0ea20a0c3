// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustStoreWriterTest {
    @TempDir
    Path folder;

    private Path certificates = Path.of("");
    private Path store = Path.of("");

    @BeforeEach
    void setUp() throws IOException {
        certificates = Files.createDirectory(folder.resolve("certificates"));
        store = folder.resolve("cacerts");
    }

    private static List<X509Certificate> authorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .limit(2)
                .toList();
    }

    @Test
    void javaReadsTheCertificatesWithoutPassword() throws IOException, GeneralSecurityException {
        List<X509Certificate> authorities = authorities();
        Files.write(certificates.resolve("one.crt"), authorities.get(0).getEncoded());
        Files.write(certificates.resolve("two.crt"), authorities.get(1).getEncoded());
        Files.writeString(certificates.resolve("README"), "no certificate");
        TrustStoreWriter.write(certificates, store);

        KeyStore written = KeyStore.getInstance(store.toFile(), (char[]) null);
        assertThat(Collections.list(written.aliases())).containsExactlyInAnyOrder("one.crt", "two.crt");
        assertThat(written.isCertificateEntry("one.crt")).isTrue();
        assertThat(written.getCertificate("two.crt")).isEqualTo(authorities.get(1));

        byte[] first = Files.readAllBytes(store);
        TrustStoreWriter.write(certificates, store);
        assertThat(store).hasBinaryContent(first);
    }

    @Test
    void aFolderWithoutCertificatesIsAnError() {
        assertThatThrownBy(() -> TrustStoreWriter.write(certificates, store))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("contains no file *.crt");
        assertThat(store).doesNotExist();
    }
}
