// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.access.UserAccountRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The service for sign-in with name and password. While a password is hashed, it holds neither a database
/// connection nor a place in a limiter. Thread-safe.
@Component
class LocalSignInService {
    private final UserAccountRepository accounts;
    private final PasswordHashingService passwords;
    private final SignInRateLimiter limit;
    private final DatabaseConcurrencyLimiter limiter;

    LocalSignInService(
            UserAccountRepository accounts,
            PasswordHashingService passwords,
            SignInRateLimiter limit,
            DatabaseConcurrencyLimiter limiter) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limit = limit;
        this.limiter = limiter;
    }

    /// Whether any person has a password.
    boolean hasAccounts() {
        return accounts.hasAnyPassword();
    }

    /// Returns the person with the name and password, for an unauthenticated request.
    ///
    /// @param address source address of the request
    /// @throws MalformedOrOverLimitException after too many wrong attempts, or when too many people sign in at
    ///     once
    Optional<UserAccount> authenticate(String name, String password, String address) {
        SignInCandidate candidate = limiter.runQueryForUnknownCaller(() -> findCandidate(name, address));
        boolean right = passwords.matches(password, candidate.hash());
        return limiter.runQueryForUnknownCaller(() -> recordResult(candidate, right, name, address));
    }

    /// Returns the person with the name and password, for an authenticated request. Must not be called in a
    /// transaction.
    Optional<UserAccount> reauthenticate(String name, String password, String address) {
        SignInCandidate candidate = findCandidate(name, address);
        boolean right = passwords.matches(password, candidate.hash());
        return recordResult(candidate, right, name, address);
    }

    /// The account that matches a name.
    ///
    /// @param person null when no person has the name
    /// @param hash hash of the password; null without one
    private record SignInCandidate(
            @Nullable UserAccount person, @Nullable String hash) {}

    private SignInCandidate findCandidate(String name, String address) {
        limit.requireAllowed(name, address);
        UserAccount account =
                accounts.findByName(name).filter(UserAccount::isActive).orElse(null);
        return new SignInCandidate(
                account,
                account == null ? null : accounts.findPasswordHash(account.id()).orElse(null));
    }

    private Optional<UserAccount> recordResult(SignInCandidate candidate, boolean right, String name, String address) {
        if (right) {
            limit.clearFailures(name, address);
            return Optional.ofNullable(candidate.person());
        }
        limit.recordFailure(name, address);
        return Optional.empty();
    }
}
