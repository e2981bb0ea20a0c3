// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Texts that were tried as tokens and are none, so that a program with a wrong one does not ask the database each
/// time.
/// A token is random, so a text that is none never becomes one. Thread-safe; holds so many at most, the newest.
final class UnknownTokens {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    private final Map<Secret, Instant> until = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Secret, Instant> eldest) {
            return size() > MOST;
        }
    };

    synchronized boolean contains(Secret secret, Instant now) {
        Instant end = until.get(secret);
        return end != null && now.isBefore(end);
    }

    synchronized void add(Secret secret, Instant now) {
        until.remove(secret);
        until.put(secret, now.plus(REMEMBERED));
    }
}
