// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Webhook signatures as in Standard Webhooks 1.0: Base64 of HMAC-SHA-256 over `id.timestamp.body`, with the
/// prefix `v1,`.
///
/// See https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
public final class WebhookSignature {
    /// Prefix of keys.
    static final String PREFIX = "whsec_";
    /// Minimum and maximum length of a key in bytes.
    static final int SHORTEST = 24;

    static final int LONGEST = 64;

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /// Returns whether a text is a valid key: `whsec_` and 24 to 64 bytes in Base64.
    static boolean isKey(String text) {
        if (!text.startsWith(PREFIX)) {
            return false;
        }
        try {
            int bytes = key(text).length;
            return bytes >= SHORTEST && bytes <= LONGEST;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Computes the signature.
    ///
    /// @param id id of the message, the same for each attempt
    /// @param second time of the attempt, in seconds since 1970
    public static String sign(String secret, String id, long second, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(secret), ALGORITHM));
            byte[] signed = (id + "." + second + "." + body).getBytes(StandardCharsets.UTF_8);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }
}
