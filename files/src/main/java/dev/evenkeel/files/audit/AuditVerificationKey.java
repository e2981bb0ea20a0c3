// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/// An Ed25519 public key (RFC 8032) that verifies chain heads. Immutable.
public final class AuditVerificationKey {
    static final String ALGORITHM = "Ed25519";
    private static final String LABEL = "PUBLIC KEY";
    private static final int LENGTH = 32;

    private final PublicKey key;

    AuditVerificationKey(PublicKey key) {
        this.key = key;
    }

    /// Parses a public key in PEM (`SubjectPublicKeyInfo`, RFC 8410).
    ///
    /// @throws InvalidAuditTextException when the text has no such key
    public static AuditVerificationKey parsePem(String pem) {
        byte[] encoded = PemCodec.decode(LABEL, pem);
        try {
            return new AuditVerificationKey(
                    KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new InvalidAuditTextException("not an " + ALGORITHM + " public key", e);
        }
    }

    /// Writes the key as PEM text.
    public String toPem() {
        return PemCodec.encode(LABEL, key.getEncoded());
    }

    /// Returns the bytes of the key in base64url, as in `x` of a JWK (RFC 8037).
    public String jwkX() {
        byte[] encoded = key.getEncoded();
        return encodeBase64Url(Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length));
    }

    /// Returns the thumbprint of the key (RFC 7638), SHA-256 in base64url.
    public String thumbprint() {
        try {
            String members = "{\"crv\":\"" + ALGORITHM + "\",\"kty\":\"OKP\",\"x\":\"" + jwkX() + "\"}";
            return encodeBase64Url(
                    MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /// Whether a signature of these bytes is from this key.
    boolean isValidSignature(byte[] bytes, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(bytes);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 15 has " + ALGORITHM, e);
        }
    }

    static String encodeBase64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
