// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;

/// An Ed25519 key pair (RFC 8032) that signs chain heads. Immutable.
public final class AuditSigningKey {
    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey key;
    private final AuditVerificationKey verifying;

    private AuditSigningKey(PrivateKey key, PublicKey verifying) {
        this.key = key;
        this.verifying = new AuditVerificationKey(verifying);
    }

    /// Generates a key pair.
    public static AuditSigningKey generate() {
        try {
            KeyPair pair =
                    KeyPairGenerator.getInstance(AuditVerificationKey.ALGORITHM).generateKeyPair();
            return new AuditSigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 15 has " + AuditVerificationKey.ALGORITHM, e);
        }
    }

    /// Parses a private key in PEM (PKCS#8, RFC 8410), as written by `openssl genpkey -algorithm ed25519`.
    ///
    /// @throws InvalidAuditTextException when the text has no such key
    public static AuditSigningKey parsePem(String pem) {
        byte[] encoded = PemCodec.decode(LABEL, pem);
        try {
            PrivateKey key = KeyFactory.getInstance(AuditVerificationKey.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new AuditSigningKey(key, publicOf(key));
        } catch (GeneralSecurityException e) {
            throw new InvalidAuditTextException("not an " + AuditVerificationKey.ALGORITHM + " private key", e);
        }
    }

    /* Java has no call for it, but generates a key pair from 32 random bytes, which are the private key. */
    private static PublicKey publicOf(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = seedOf(key);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(AuditVerificationKey.ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new FixedSecureRandom(seed));
        KeyPair pair = generator.generateKeyPair();
        if (!Arrays.equals(seedOf(pair.getPrivate()), seed)) {
            throw new IllegalStateException("The public key cannot be derived on this Java version");
        }
        return pair.getPublic();
    }

    private static byte[] seedOf(PrivateKey key) {
        return ((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(
                        () -> new InvalidAuditTextException("the key is stored in a device that does not export it"));
    }

    /// Writes the private key as PEM text, which is a secret.
    public String toPem() {
        return PemCodec.encode(LABEL, key.getEncoded());
    }

    /// Returns the public key.
    public AuditVerificationKey verificationKey() {
        return verifying;
    }

    /// Signs a head.
    ///
    /// @param issuer issuer of the signature: the server's public address
    public SignedChainHead sign(String issuer, AuditChainHead head, Instant at) {
        return ChainHeadJwsCodec.encode(this, issuer, head, at);
    }

    byte[] signBytes(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(AuditVerificationKey.ALGORITHM);
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 15 has " + AuditVerificationKey.ALGORITHM, e);
        }
    }

    /// Returns a text without the key.
    @Override
    public String toString() {
        return "AuditSigningKey[" + verifying.thumbprint() + "]";
    }

    /// A source of randomness that returns given bytes.
    private static final class FixedSecureRandom extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] given;

        FixedSecureRandom(byte[] given) {
            this.given = given.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(given, 0, bytes, 0, bytes.length);
        }
    }
}
