// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.security.secrets.SecretHash;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A cache of tokens by hash, with a time to live. Bounded; evicts the oldest. Thread-safe.
final class TokenHashCache {
    private static final int MOST = 10_000;

    private final Duration remembered;
    private final Map<SecretHash, Instant> until = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SecretHash, Instant> eldest) {
            return size() > MOST;
        }
    };

    /// @param remembered time to live of a token since it was last added
    TokenHashCache(Duration remembered) {
        this.remembered = remembered;
    }

    synchronized boolean contains(SecretHash secret, Instant now) {
        Instant end = until.get(secret);
        return end != null && now.isBefore(end);
    }

    synchronized void add(SecretHash secret, Instant now) {
        until.remove(secret);
        until.put(secret, now.plus(remembered));
    }

    synchronized void remove(SecretHash secret) {
        until.remove(secret);
    }
}
