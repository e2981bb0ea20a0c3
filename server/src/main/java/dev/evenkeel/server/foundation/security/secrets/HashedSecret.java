// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// The SHA-256 of a secret, stored and compared instead of the secret.
///
/// Uses neither a salt nor a slow hash, because Evenkeel's secrets have 256 random bits and cannot be guessed.
/// Equality takes constant time.
public final class HashedSecret {
    private static final int BYTES = 32;

    private final byte[] hash;

    private HashedSecret(byte[] hash) {
        this.hash = hash;
    }

    /// Hashes a text.
    public static HashedSecret of(String text) {
        try {
            return new HashedSecret(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /// Returns the secret with a hash that was computed before.
    ///
    /// @param hash the 32 bytes of [#hash]
    /// @throws IllegalArgumentException when the length is wrong
    public static HashedSecret ofHash(byte[] hash) {
        if (hash.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + hash.length);
        }
        return new HashedSecret(hash.clone());
    }

    /// Returns the 32 bytes.
    public byte[] hash() {
        return hash.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashedSecret secret && MessageDigest.isEqual(hash, secret.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
