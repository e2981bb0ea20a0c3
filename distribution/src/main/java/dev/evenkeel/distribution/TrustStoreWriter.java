// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;

/// Writer of a Java trust store. Debian creates it in a maintainer script, which a container image for another
/// architecture cannot run. The file is PKCS#12 without password, as OpenJDK's own, and depends only on the
/// certificates. The launcher runs this file from source, so it uses only the JDK.
public final class TrustStoreWriter {
    private TrustStoreWriter() {}

    /// Writes all certificates of a folder.
    ///
    /// @param arguments the folder, whose files `*.crt` contain one certificate each, and the trust store
    /// @throws IOException when a file cannot be read or written, or the folder contains no certificate
    /// @throws GeneralSecurityException when a file is not a certificate
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void write(Path folder, Path store) throws IOException, GeneralSecurityException {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        CertificateFactory parser = CertificateFactory.getInstance("X.509");
        for (Path file : certificateFiles(folder)) {
            try (InputStream in = Files.newInputStream(file)) {
                certificates.setCertificateEntry(file.getFileName().toString(), parser.generateCertificate(in));
            }
        }
        try (OutputStream out = Files.newOutputStream(store)) {
            certificates.store(out, null);
        }
    }

    private static List<Path> certificateFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".crt"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IOException(folder + " contains no file *.crt.");
            }
            return found;
        }
    }
}
