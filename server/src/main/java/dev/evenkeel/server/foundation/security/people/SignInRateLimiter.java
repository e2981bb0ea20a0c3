// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A limit on wrong passwords, the same on all servers: 5 for one name from one address, 50 for one name
/// and 50 from one address in 15 minutes. Who guesses from one place locks only that place out.
/// Thread-safe.
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

    /// @throws RequestRefusedException when there were too many
    void require(String name, String address) {
        Instant since = clock.instant().minus(WINDOW);
        if (failures(both(name, address), since) >= FEW
                || failures(name(name), since) >= MANY
                || failures(address(address), since) >= MANY) {
            throw new RequestRefusedException(
                    ProblemCode.TOO_MANY_REQUESTS,
                    "Too many wrong passwords. Nothing was tried.",
                    "Wait 15 minutes, or let an administrator invite you anew: ./evenkeel person invite NAME");
        }
    }

    private int failures(String subject, Instant since) {
        return jdbc.sql("SELECT count(*) FROM sign_in_failure WHERE subject = ? AND at > ?")
                .params(subject, Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    /// Notes a wrong password.
    void failed(String name, String address) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("DELETE FROM sign_in_failure WHERE at < ?")
                .param(Timestamp.from(clock.instant().minus(WINDOW)))
                .update();
        for (String subject : List.of(both(name, address), name(name), address(address))) {
            jdbc.sql("INSERT INTO sign_in_failure VALUES (?, ?)")
                    .params(subject, now)
                    .update();
        }
    }

    /// Forgets what a person got wrong before the right one.
    void succeeded(String name, String address) {
        jdbc.sql("DELETE FROM sign_in_failure WHERE subject = ?")
                .param(both(name, address))
                .update();
    }

    /* Of a name that nobody has, only so much is kept. */
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
