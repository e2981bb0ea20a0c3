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

/// A public key of Ed25519 (RFC 8032), which checks heads. Immutable.
public final class AuditVerificationKey {
    static final String ALGORITHM = "Ed25519";
    private static final String LABEL = "PUBLIC KEY";
    private static final int LENGTH = 32;

    private final PublicKey key;

    AuditVerificationKey(PublicKey key) {
        this.key = key;
    }

    /// The key of a PEM text (`SubjectPublicKeyInfo`, RFC 8410).
    ///
    /// @throws InvalidAuditTextException when it holds none
    public static AuditVerificationKey read(String pem) {
        byte[] encoded = PemCodec.read(LABEL, pem);
        try {
            return new AuditVerificationKey(
                    KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new InvalidAuditTextException("it is not a public key of " + ALGORITHM, e);
        }
    }

    /// The key as PEM text.
    public String pem() {
        return PemCodec.write(LABEL, key.getEncoded());
    }

    /// The bytes of the key in base64url, as a JWK has them in `x` (RFC 8037).
    public String x() {
        byte[] encoded = key.getEncoded();
        return base64(Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length));
    }

    /// What the key is known by: its thumbprint (RFC 7638), SHA-256 in base64url.
    public String id() {
        try {
            String members = "{\"crv\":\"" + ALGORITHM + "\",\"kty\":\"OKP\",\"x\":\"" + x() + "\"}";
            return base64(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /// Whether a signature is the key's over these bytes.
    boolean isSignatureOf(byte[] bytes, byte[] signature) {
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

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
