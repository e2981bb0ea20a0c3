// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/// The certificate with which the server accepts TLS.
///
/// @param certificate file of the certificate chain, in PEM
/// @param key file of the private key, in PEM
public record TlsOptions(Path certificate, Path key) {
    /// The name of the SSL bundle with the certificate.
    public static final String BUNDLE = "evenkeel";

    private static final byte[] PROBE = {1, 2, 3};

    /// Parses the options and validates the files.
    ///
    /// @return null without a certificate
    /// @throws CommandLineUsageException when a file is missing or unusable, or the key is not that of the
    ///     certificate
    static @Nullable TlsOptions parse(ServerOptionValues values) {
        Path certificate = values.findPath(ServerOption.TLS_CERT);
        Path key = values.findPath(ServerOption.TLS_KEY);
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            ServerOption given = certificate == null ? ServerOption.TLS_KEY : ServerOption.TLS_CERT;
            ServerOption missing = certificate == null ? ServerOption.TLS_CERT : ServerOption.TLS_KEY;
            throw new CommandLineUsageException(
                    values.nameOf(given) + " requires " + missing.argument() + " FILE. Set both, or neither.");
        }
        PublicKey known = readCertificate(values.nameOf(ServerOption.TLS_CERT), certificate);
        requireMatch(readKey(values.nameOf(ServerOption.TLS_KEY), key), known, certificate, key);
        return new TlsOptions(certificate, key);
    }

    private static PublicKey readCertificate(String name, Path file) {
        PemContent content = read(name, file);
        try {
            List<X509Certificate> chain = content.getCertificates();
            if (!chain.isEmpty()) {
                return chain.getFirst().getPublicKey();
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw noCertificate(name, file);
        }
        throw noCertificate(name, file);
    }

    private static CommandLineUsageException noCertificate(String name, Path file) {
        return new CommandLineUsageException(name + ": " + file + " contains no valid certificate. Specify a PEM file"
                + " with the certificate of the server, followed by intermediate certificates.");
    }

    private static PrivateKey readKey(String name, Path file) {
        PemContent content = read(name, file);
        try {
            PrivateKey key = content.getPrivateKey();
            if (key != null) {
                return key;
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw noKey(name, file);
        }
        throw noKey(name, file);
    }

    private static CommandLineUsageException noKey(String name, Path file) {
        return new CommandLineUsageException(name + ": " + file + " contains no valid private key. Specify a PEM file"
                + " with an RSA or EC key that is not encrypted (PKCS#8, PKCS#1 or SEC 1).");
    }

    private static PemContent read(String name, Path file) {
        try {
            return PemContent.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new CommandLineUsageException(name + ": " + file + " does not exist. Specify a PEM file.");
        } catch (AccessDeniedException e) {
            throw new CommandLineUsageException(
                    name + ": no permission to read " + file + ". Make it readable for the user who runs the server.");
        } catch (MalformedInputException e) {
            throw new CommandLineUsageException(name + ": " + file + " is not a text file. Specify a PEM file.");
        } catch (IOException e) {
            throw new CommandLineUsageException(
                    name + ": cannot read " + file + ": " + e.getMessage() + ". Specify a PEM file.");
        }
    }

    private static void requireMatch(PrivateKey key, PublicKey known, Path certificate, Path keyFile) {
        try {
            if (key.getAlgorithm().equals(known.getAlgorithm()) && isPair(key, known)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw mismatch(certificate, keyFile);
        }
        throw mismatch(certificate, keyFile);
    }

    private static boolean isPair(PrivateKey key, PublicKey known) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(known);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private static CommandLineUsageException mismatch(Path certificate, Path key) {
        return new CommandLineUsageException("The private key in " + key
                + " does not belong to the first certificate in "
                + certificate + ". Specify the key that the certificate was issued for, and put the certificate of the"
                + " server before intermediate certificates.");
    }
}
