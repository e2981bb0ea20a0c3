// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.secrets;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Encryption of secrets in the database, by AES-256-GCM with keys that are not in the database, so that a copy
/// or backup of the database does not reveal them. Thread-safe.
///
/// An encrypted secret consists of the id of its key (4 bytes of the key's SHA-256), a random nonce (12 bytes)
/// and the output of GCM. It is bound to its owner, such as the name of a sink, and cannot be decrypted for
/// another.
@Component
public class SecretEncryptor {
    private static final Logger LOG = LoggerFactory.getLogger(SecretEncryptor.class);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final List<EncryptionKey> keys;

    SecretEncryptor(ServerStartOptions options) {
        this.keys = EncryptionKeyLoader.load(options).stream()
                .map(EncryptionKey::of)
                .toList();
        if (keys.isEmpty()) {
            LOG.warn("Channel secrets are stored in clear text, because no encryption key is configured. Set"
                    + " --encryption-key-file FILE or EVENKEEL_ENCRYPTION_KEYS");
        }
    }

    private record EncryptionKey(int id, SecretKeySpec key) {
        static EncryptionKey of(byte[] bytes) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
                return new EncryptionKey(ByteBuffer.wrap(hash).getInt(), new SecretKeySpec(bytes, "AES"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }

        boolean hasEncrypted(byte[] bytes) {
            return bytes.length > ID_BYTES && ByteBuffer.wrap(bytes).getInt() == id;
        }
    }

    /// Whether a key is configured. Without one, secrets are stored in clear text.
    public boolean hasKey() {
        return !keys.isEmpty();
    }

    /// Encrypts a secret with the newest key, which must exist.
    ///
    /// @param owner what the secret belongs to
    public byte[] encrypt(String owner, String secret) {
        EncryptionKey key = keys.getFirst();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, owner).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(ID_BYTES + NONCE_BYTES + sealed.length)
                    .putInt(key.id())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + CIPHER, e);
        }
    }

    /// Decrypts a secret; empty when no key decrypts it for this owner.
    public Optional<String> decrypt(String owner, byte[] sealed) {
        return keys.stream()
                .filter(key -> key.hasEncrypted(sealed))
                .findFirst()
                .flatMap(key -> decrypt(key, owner, ByteBuffer.wrap(sealed, ID_BYTES, sealed.length - ID_BYTES)));
    }

    /// Whether a secret is encrypted with the newest key.
    public boolean isEncryptedWithNewestKey(byte[] sealed) {
        return hasKey() && keys.getFirst().hasEncrypted(sealed);
    }

    private static Optional<String> decrypt(EncryptionKey key, String owner, ByteBuffer sealed) {
        if (sealed.remaining() < NONCE_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        sealed.get(nonce);
        byte[] rest = new byte[sealed.remaining()];
        sealed.get(rest);
        try {
            return Optional.of(
                    new String(cipher(Cipher.DECRYPT_MODE, key, nonce, owner).doFinal(rest), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
