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

/// A private key of Ed25519 (RFC 8032) with its public one, which signs heads. Immutable.
public final class AuditSigningKey {
    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey key;
    private final AuditVerificationKey verifying;

    private AuditSigningKey(PrivateKey key, PublicKey verifying) {
        this.key = key;
        this.verifying = new AuditVerificationKey(verifying);
    }

    /// A new one.
    public static AuditSigningKey generate() {
        try {
            KeyPair pair =
                    KeyPairGenerator.getInstance(AuditVerificationKey.ALGORITHM).generateKeyPair();
            return new AuditSigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 15 has " + AuditVerificationKey.ALGORITHM, e);
        }
    }

    /// The key of a PEM text (PKCS#8, RFC 8410), as `openssl genpkey -algorithm ed25519` writes it.
    ///
    /// @throws InvalidAuditTextException when it holds none
    public static AuditSigningKey read(String pem) {
        byte[] encoded = PemCodec.read(LABEL, pem);
        try {
            PrivateKey key = KeyFactory.getInstance(AuditVerificationKey.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new AuditSigningKey(key, publicOf(key));
        } catch (GeneralSecurityException e) {
            throw new InvalidAuditTextException("it is not a private key of " + AuditVerificationKey.ALGORITHM, e);
        }
    }

    /* Java has no call for it, but makes a pair of 32 random bytes, which are the private key. */
    private static PublicKey publicOf(PrivateKey key) throws GeneralSecurityException {
        byte[] seed = seed(key);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(AuditVerificationKey.ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new FixedSecureRandom(seed));
        KeyPair pair = generator.generateKeyPair();
        if (!Arrays.equals(seed(pair.getPrivate()), seed)) {
            throw new IllegalStateException("This Java makes keys in another way: the public one cannot be found");
        }
        return pair.getPublic();
    }

    private static byte[] seed(PrivateKey key) {
        return ((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(
                        () -> new InvalidAuditTextException("its bytes are kept by a device that does not give them"));
    }

    /// The key as PEM text; a secret.
    public String pem() {
        return PemCodec.write(LABEL, key.getEncoded());
    }

    /// Its public key.
    public AuditVerificationKey verifying() {
        return verifying;
    }

    /// Signs a head.
    ///
    /// @param issuer who says so: the server's public address
    public SignedChainHead sign(String issuer, AuditChainHead head, Instant at) {
        return ChainHeadJwsCodec.write(this, issuer, head, at);
    }

    byte[] signature(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(AuditVerificationKey.ALGORITHM);
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 15 has " + AuditVerificationKey.ALGORITHM, e);
        }
    }

    /// Hides the key.
    @Override
    public String toString() {
        return "AuditSigningKey[" + verifying.id() + "]";
    }

    /// Gives the bytes it was given.
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
