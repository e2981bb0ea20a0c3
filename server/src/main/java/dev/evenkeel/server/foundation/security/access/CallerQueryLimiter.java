// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.security.secrets.SecretHash;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Looks up whose a token or session is, in the share of the database that fits what is known of it. A token
/// that let nobody in within the last hour may be anything that a stranger tries, and gets the share of
/// strangers. With any other one, reads use the share of reads, and orders are never turned away. Thread-safe.
@Component
class CallerQueryLimiter {
    private final DatabaseConcurrencyLimiter shares;
    private final Clock clock;
    private final RecentTokenCache known = new RecentTokenCache(Duration.ofHours(1));

    CallerQueryLimiter(DatabaseConcurrencyLimiter shares, Clock clock) {
        this.shares = shares;
        this.clock = clock;
    }

    /// @param query asks the database for the token
    /// @throws dev.evenkeel.server.foundation.problems.RequestRefusedException when the share has no place in
    ///     time
    Optional<Caller> find(HttpServletRequest request, String token, Supplier<Optional<Caller.Actor>> query) {
        SecretHash secret = SecretHash.of(token);
        Optional<Caller.Actor> found = ask(request, secret, query);
        if (found.isPresent()) {
            known.add(secret, clock.instant());
        } else {
            known.remove(secret);
        }
        return found.map(Caller.class::cast);
    }

    private Optional<Caller.Actor> ask(
            HttpServletRequest request, SecretHash secret, Supplier<Optional<Caller.Actor>> query) {
        if (!known.contains(secret, clock.instant())) {
            return shares.queryForUnknown(query);
        }
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return read ? shares.query(query) : query.get();
    }
}
