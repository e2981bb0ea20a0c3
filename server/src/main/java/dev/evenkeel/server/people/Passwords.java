// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.people;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords: which are good enough, and how they are kept and compared. Argon2id (RFC 9106) with 16 MiB
/// and two passes, some 50 ms each; two at a time, so that guessing takes neither the memory nor the
/// processor from the guard. Thread-safe.
@Component
class Passwords {
    /// NIST SP 800-63B-4, 3.1.1.2: where a password is all there is, it has 15 characters or more.
    private static final int SHORTEST = 15;

    private static final int LONGEST = 200;
    private static final int AT_ONCE = 2;

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile @Nullable String nobodys;

    /// What is wrong with a password for somebody; empty when nothing is.
    Optional<String> fault(String password, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            return Optional.of("A password has " + SHORTEST + " to " + LONGEST + " characters, this one has " + length
                    + ". A few words in a row are easy to keep in mind.");
        }
        if (password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of("A password must not contain your name.");
        }
        return password.codePoints().distinct().count() < 5
                ? Optional.of("A password needs at least five different characters.")
                : Optional.empty();
    }

    /// The form in which it is kept.
    String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return encoder.encode(password);
        } finally {
            places.release();
        }
    }

    /// Whether it is the password that was kept. It takes as long when nothing was, so that nobody
    /// learns who has an account.
    boolean matches(String password, @Nullable String hash) {
        String compared = hash == null ? nobodys() : hash;
        places.acquireUninterruptibly();
        try {
            return encoder.matches(password, compared) && hash != null;
        } finally {
            places.release();
        }
    }

    private String nobodys() {
        String known = nobodys;
        if (known == null) {
            known = hash("nobody has this password");
            nobodys = known;
        }
        return known;
    }
}
