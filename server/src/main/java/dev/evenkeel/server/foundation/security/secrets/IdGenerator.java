// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.secrets;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Makes random names. Thread-safe.
public final class IdGenerator {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 8;

    private IdGenerator() {}

    /// 256 random bits as hexadecimal text behind the prefix: for keys, tokens and sessions.
    public static String secret(String prefix) {
        return prefix + random(SECRET_BYTES);
    }

    /// 64 random bits as hexadecimal text behind the prefix, for example `r-5f0c…`: for names that must be
    /// unique.
    public static String id(String prefix) {
        return prefix + random(ID_BYTES);
    }

    private static String random(int bytes) {
        byte[] bits = new byte[bytes];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
