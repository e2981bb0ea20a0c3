// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A cache of tokens by hash, with a time to live. Bounded; evicts the oldest. Thread-safe.
final class RecentTokenHashSet {
    private static final int MOST = 10_000;

    private final Duration remembered;
    private final Map<HashedSecret, Instant> until = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<HashedSecret, Instant> eldest) {
            return size() > MOST;
        }
    };

    /// @param remembered time to live of a token since it was last added
    RecentTokenHashSet(Duration remembered) {
        this.remembered = remembered;
    }

    synchronized boolean contains(HashedSecret secret, Instant now) {
        Instant end = until.get(secret);
        return end != null && now.isBefore(end);
    }

    synchronized void add(HashedSecret secret, Instant now) {
        until.remove(secret);
        until.put(secret, now.plus(remembered));
    }

    synchronized void remove(HashedSecret secret) {
        until.remove(secret);
    }
}
