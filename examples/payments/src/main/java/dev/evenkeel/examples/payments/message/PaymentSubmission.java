// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// The bytes of a received message, with their SHA-256 and the time of receipt.
///
/// Two messages are identical if their bytes are: a retry sends the same bytes. The arrays are shared, not
/// copied; callers must not modify them.
public final class PaymentSubmission {
    private final byte[] bytes;
    private final byte[] sha256;
    private final Instant receivedAt;

    private PaymentSubmission(byte[] bytes, byte[] sha256, Instant receivedAt) {
        this.bytes = bytes;
        this.sha256 = sha256;
        this.receivedAt = receivedAt;
    }

    public static PaymentSubmission of(byte[] bytes, Instant receivedAt) {
        return new PaymentSubmission(bytes, sha256(bytes), receivedAt);
    }

    /// Returns the same message with another time of receipt: that of the first of several identical ones.
    public PaymentSubmission receivedAt(Instant time) {
        return time.equals(receivedAt) ? this : new PaymentSubmission(bytes, sha256, time);
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /// Returns the content of the message.
    public byte[] bytes() {
        return bytes;
    }

    /// Returns the 32 bytes of its digest.
    public byte[] sha256() {
        return sha256;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
