// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.sdk.SettlementToken;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The payload of a settlement token: the attribution of a late outcome.
///
/// A token is URL-safe Base64 of: version (1, or 2 when the unit is pseudonymized with a salt), role (0
/// control, 1 candidate), revision (8 bytes), unit (8), rollout, flag and variant (each its length in one
/// byte, then UTF-8), and the CRC-32 of all that; big-endian.
///
/// @param key key with a split
/// @param unit the unit's pseudonym; its number in the process where the key is not keyed
public record SettlementTokenPayload(OutcomeKey key, long unit) {
    private static final byte PLAIN = 1;
    private static final byte KEYED = 2;
    private static final int NUMBERS = 2 + 2 * Long.BYTES + Integer.BYTES;
    private static final int MOST_BYTES = SettlementToken.MAX_LENGTH * 3 / 4;

    /// Encodes the token; empty when it would be too long.
    public Optional<String> toToken() {
        SplitKey split = key.split();
        if (split == null) {
            return Optional.empty();
        }
        byte[][] names = {utf8(split.rollout()), utf8(key.flag()), utf8(key.variant())};
        int size =
                NUMBERS + Arrays.stream(names).mapToInt(name -> 1 + name.length).sum();
        if (size > MOST_BYTES) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.allocate(size);
        bytes.put(split.keyed() ? KEYED : PLAIN).put((byte) (split.role() == SplitSide.CANDIDATE ? 1 : 0));
        bytes.putLong(split.revision()).putLong(unit);
        for (byte[] name : names) {
            bytes.put((byte) name.length).put(name);
        }
        bytes.putInt(checksum(bytes));
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
    }

    /// Decodes a token; null when it is invalid.
    public static @Nullable SettlementTokenPayload parse(String token) {
        if (token.length() > SettlementToken.MAX_LENGTH) {
            return null;
        }
        try {
            return decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(token)));
        } catch (IllegalArgumentException | BufferUnderflowException notOne) {
            return null;
        }
    }

    private static @Nullable SettlementTokenPayload decode(ByteBuffer bytes) {
        byte version = bytes.get();
        byte role = bytes.get();
        long revision = bytes.getLong();
        long unit = bytes.getLong();
        String rollout = text(bytes);
        String flag = text(bytes);
        String variant = text(bytes);
        int expected = checksum(bytes);
        boolean whole = bytes.getInt() == expected && !bytes.hasRemaining();
        return whole && (version == PLAIN || version == KEYED)
                ? new SettlementTokenPayload(
                        new OutcomeKey(
                                flag,
                                variant,
                                new SplitKey(
                                        rollout,
                                        revision,
                                        role == 1 ? SplitSide.CANDIDATE : SplitSide.CONTROL,
                                        version == KEYED)),
                        unit)
                : null;
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[Byte.toUnsignedInt(bytes.get())];
        bytes.get(text);
        return new String(text, UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    /* Computed over the bytes before the position. */
    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32();
        crc.update(bytes.duplicate().flip());
        return (int) crc.getValue();
    }
}
