// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.LongUnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The secret salt that pseudonymizes the units of one rollout or experiment outside of a process: 32 random
/// bytes. Immutable and thread-safe.
///
/// A unit's pseudonym is the first 64 bits of HMAC-SHA-256 with the salt as key over the unit's number in the
/// process (`UnitHash`, 8 bytes, big-endian). A guess of a targeting key can be checked with the salt only;
/// after its deletion it cannot be checked at all. Pseudonyms of one key under two salts are unrelated. The
/// salt is independent of the seed of a split, which determines the variant of a unit.
public final class UnitSalt {
    /// Length of a salt in bytes.
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    private UnitSalt(byte[] secret) {
        this.secret = secret;
    }

    /// Creates a salt of these bytes, which are copied.
    ///
    /// @throws IllegalArgumentException when there are not [#BYTES] of them
    public static UnitSalt of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a salt must have " + BYTES + " bytes, got " + secret.length);
        }
        return new UnitSalt(secret.clone());
    }

    /// Parses the result of [#format].
    ///
    /// @throws IllegalArgumentException when it is not a salt; the message does not contain it
    public static UnitSalt parse(String text) {
        byte[] secret;
        try {
            secret = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a salt must be URL-safe Base64", e);
        }
        return of(secret);
    }

    /// Returns the salt in URL-safe Base64, 43 characters.
    public String format() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /// Returns a copy of the salt's bytes, for storage.
    public byte[] bytes() {
        return secret.clone();
    }

    /// Returns the pseudonym of one unit. For many units use [#createUnitHasher].
    public long hashUnit(long unit) {
        return createUnitHasher().applyAsLong(unit);
    }

    /// Returns a function that computes pseudonyms, each in about 0.2 µs where the processor has instructions
    /// for SHA-256.
    public LongUnaryOperator createUnitHasher() {
        Mac mac = mac();
        return unit -> ByteBuffer.wrap(mac.doFinal(
                        ByteBuffer.allocate(Long.BYTES).putLong(unit).array()))
                .getLong();
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnitSalt salt && MessageDigest.isEqual(secret, salt.secret);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(secret).getInt();
    }

    /// Returns a text without the secret.
    @Override
    public String toString() {
        return "UnitSalt";
    }
}
