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

/// The secret by which the units of one rollout or experiment are named outside of a process: 32 random
/// bytes of its own. Immutable and thread-safe.
///
/// A unit's name is the first 64 bits of HMAC-SHA-256 with the salt as key over the unit's number in this
/// process (`UnitHash`, 8 bytes, big-endian). Whoever has the salt can check a guess of a targeting key;
/// once it is gone nobody can, and two salts' names of the same key have nothing in common. It has nothing
/// to do with the seed of a split, which decides who gets which variant.
public final class UnitSalt {
    /// Length of a salt.
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    private UnitSalt(byte[] secret) {
        this.secret = secret;
    }

    /// The salt of these bytes, which are copied.
    ///
    /// @throws IllegalArgumentException when there are not [#BYTES] of them
    public static UnitSalt of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a salt has " + BYTES + " bytes, got " + secret.length);
        }
        return new UnitSalt(secret.clone());
    }

    /// Reads what [#text] writes.
    ///
    /// @throws IllegalArgumentException when it is no salt; the message does not repeat it
    public static UnitSalt parse(String text) {
        byte[] secret;
        try {
            secret = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a salt is Base64 for URLs", e);
        }
        return of(secret);
    }

    /// The salt in Base64 for URLs, 43 characters.
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /// The salt's bytes, for whoever keeps it.
    public byte[] bytes() {
        return secret.clone();
    }

    /// Names one unit. Who names many takes [#naming].
    public long name(long unit) {
        return naming().applyAsLong(unit);
    }

    /// Names units, each in about 0.2 µs where the processor has instructions for SHA-256. For one thread.
    public LongUnaryOperator naming() {
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

    /// Hides the secret.
    @Override
    public String toString() {
        return "UnitSalt";
    }
}
