// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.limits.ConcurrencyLimiter;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Validation, hashing and comparison of passwords. Argon2id (RFC 9106) with 16 MiB and two passes, some 50 ms
/// each; at most two at a time, so that guessing attempts cannot take memory or CPU from the guard. Must not be
/// called inside a transaction, because it would hold the connection meanwhile. Thread-safe.
///
/// Hashing uses its own platform threads: on the virtual threads of requests it would occupy the few carrier
/// threads, and requests that hold connections would stall.
@Component
class PasswordHashingService implements AutoCloseable {
    /// NIST SP 800-63B-4, 3.1.1.2: a password used as the only factor has at least 15 characters.
    private static final int SHORTEST = 15;

    private static final int LONGEST = 200;
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 200;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final ConcurrencyLimiter concurrencyLimiter = new ConcurrencyLimiter(AT_ONCE, MOST_WAITING, LONGEST_WAIT);
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("evenkeel-passwords-", 1).factory());
    private volatile @Nullable String nobodys;

    /// Returns why a password is not acceptable for a person; empty when it is.
    Optional<String> validate(String password, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            return Optional.of("The password must have " + SHORTEST + " to " + LONGEST + " characters, but has "
                    + length + ". A phrase of several words is easy to remember.");
        }
        if (password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of("The password must not contain your username.");
        }
        return password.codePoints().distinct().count() < 5
                ? Optional.of("The password must have at least 5 different characters.")
                : Optional.empty();
    }

    /// Hashes a password for storage.
    ///
    /// @throws MalformedOrOverLimitException when too many passwords wait to be hashed
    String hash(String password) {
        return compute(() -> encoder.encode(password));
    }

    /// Whether the password matches the hash. Takes the same time without a hash, so that the response does not
    /// reveal which accounts exist.
    ///
    /// @throws MalformedOrOverLimitException when too many passwords wait to be hashed
    boolean matches(String password, @Nullable String hash) {
        String compared = hash == null ? dummyHash() : hash;
        return compute(() -> encoder.matches(password, compared)) && hash != null;
    }

    private <T> T compute(Supplier<T> hashing) {
        if (!concurrencyLimiter.tryAcquire()) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.OVERLOADED,
                    "Too many users are signing in at the moment. The request was not processed.",
                    "Retry in a few seconds.");
        }
        try {
            return CompletableFuture.supplyAsync(hashing, threads).join();
        } finally {
            concurrencyLimiter.release();
        }
    }

    private String dummyHash() {
        String known = nobodys;
        if (known == null) {
            known = hash("no user has this password");
            nobodys = known;
        }
        return known;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
