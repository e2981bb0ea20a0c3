// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Lookup of the owner of a token or session, within the matching share of database connections. A token that
/// has not authenticated a request within the last hour may be a guess, so its lookup uses the share of unknown
/// callers. For other tokens, reads use the share of reads, and writes are never rejected. Thread-safe.
@Component
class CredentialLookupLimiter {
    private final DatabaseConcurrencyLimiter limiter;
    private final Clock clock;
    private final RecentTokenHashSet known = new RecentTokenHashSet(Duration.ofHours(1));

    CredentialLookupLimiter(DatabaseConcurrencyLimiter limiter, Clock clock) {
        this.limiter = limiter;
        this.clock = clock;
    }

    /// @param query looks up the token in the database
    /// @throws dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException when the share has no free
    ///     place in time
    Optional<Caller> findCaller(HttpServletRequest request, String token, Supplier<Optional<Caller.Actor>> query) {
        HashedSecret secret = HashedSecret.of(token);
        Optional<Caller.Actor> found = runQuery(request, secret, query);
        if (found.isPresent()) {
            known.add(secret, clock.instant());
        } else {
            known.remove(secret);
        }
        return found.map(Caller.class::cast);
    }

    private Optional<Caller.Actor> runQuery(
            HttpServletRequest request, HashedSecret secret, Supplier<Optional<Caller.Actor>> query) {
        if (!known.contains(secret, clock.instant())) {
            return limiter.runQueryForUnknownCaller(query);
        }
        boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return read ? limiter.runQuery(query) : query.get();
    }
}
