// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The hash function of entries: SHA-256 over a list of texts in UTF-8. Each text is preceded by its length
/// (4 bytes, big-endian; -1 for null), so that different lists have different bytes.
final class AuditEntryHasher {
    private static final byte[] NOTHING = {};

    private final MessageDigest digest;

    AuditEntryHasher() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    AuditEntryHasher add(@Nullable String text) {
        byte[] bytes = text == null ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
        int length = text == null ? -1 : bytes.length;
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            digest.update((byte) (length >> shift));
        }
        digest.update(bytes);
        return this;
    }

    String toHex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
