// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.secrets;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Generator of random ids and secrets. Thread-safe.
public final class IdAndSecretGenerator {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 8;

    private IdAndSecretGenerator() {}

    /// Returns the prefix with 256 random bits in hexadecimal: for keys, tokens and sessions.
    public static String newSecret(String prefix) {
        return prefix + randomHex(SECRET_BYTES);
    }

    /// Returns the prefix with 64 random bits in hexadecimal, for example `r-5f0c…`: for unique ids.
    public static String newId(String prefix) {
        return prefix + randomHex(ID_BYTES);
    }

    private static String randomHex(int bytes) {
        byte[] bits = new byte[bytes];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
