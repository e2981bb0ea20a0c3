// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The bytes of a message as received, with their SHA-256.
///
/// Two messages are identical when their bytes are: a retry sends the same bytes. The arrays are shared, not copied;
/// nobody changes them.
public final class Submission {
    private final byte[] bytes;
    private final byte[] sha256;

    private Submission(byte[] bytes, byte[] sha256) {
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    public static Submission of(byte[] bytes) {
        return new Submission(bytes, sha256(bytes));
    }

    /// The message.
    public byte[] bytes() {
        return bytes;
    }

    /// The 32 bytes of its digest.
    public byte[] sha256() {
        return sha256;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
