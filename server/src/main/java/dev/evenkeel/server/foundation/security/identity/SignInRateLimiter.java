// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The limit on wrong passwords, shared by all servers: 5 for one name from one address, 50 for one name and 50
/// from one address in 15 minutes. Guesses from one address lock out only that address. Thread-safe.
@Component
class SignInRateLimiter {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int FEW = 5;
    private static final int MANY = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInRateLimiter(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @throws MalformedOrOverLimitException when the limit is reached
    void requireAllowed(String name, String address) {
        Instant since = clock.instant().minus(WINDOW);
        if (countFailures(both(name, address), since) >= FEW
                || countFailures(name(name), since) >= MANY
                || countFailures(address(address), since) >= MANY) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.TOO_MANY_REQUESTS,
                    "Too many wrong passwords. The password was not checked.",
                    "Wait 15 minutes, or ask an administrator for an invitation: ./evenkeel user invite NAME");
        }
    }

    private int countFailures(String subject, Instant since) {
        return jdbc.sql("SELECT count(*) FROM sign_in_failure WHERE subject = ? AND failed_at > ?")
                .params(subject, since)
                .query(Integer.class)
                .single();
    }

    /// Records a wrong password.
    void recordFailure(String name, String address) {
        Instant now = clock.instant();
        jdbc.sql("DELETE FROM sign_in_failure WHERE failed_at < ?")
                .param(clock.instant().minus(WINDOW))
                .update();
        for (String subject : List.of(both(name, address), name(name), address(address))) {
            jdbc.sql("INSERT INTO sign_in_failure VALUES (?, ?)")
                    .params(subject, now)
                    .update();
        }
    }

    /// Clears the wrong passwords of a name and address after a successful sign-in.
    void clearFailures(String name, String address) {
        jdbc.sql("DELETE FROM sign_in_failure WHERE subject = ?")
                .param(both(name, address))
                .update();
    }

    /* Truncates the name, because unknown names may be arbitrarily long. */
    private static String name(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return "name " + lower.substring(0, Math.min(lower.length(), 100));
    }

    private static String address(String address) {
        return "address " + address;
    }

    private static String both(String name, String address) {
        return name(name) + " " + address(address);
    }
}
