// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key or token that is not revoked.
///
/// @param what kind and name: `SDK key payments of prod`
/// @param remedy how to replace it
/// @param expiresAt expiry; null when it does not expire
/// @param lastUsedAt last use; null when it was never used
public record KeyOrTokenStatus(
        String what,
        String remedy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration IN_USE = Duration.ofDays(1);

    /// Returns a finding for each credential that is about to expire, or expired recently while in use; a
    /// single OK without any.
    public static List<DiagnosticFinding> diagnoseAll(List<KeyOrTokenStatus> all, Instant now) {
        List<DiagnosticFinding> findings = new ArrayList<>();
        all.forEach(one -> one.diagnose(now).ifPresent(findings::add));
        if (findings.isEmpty()) {
            findings.add(DiagnosticFinding.ok("keys and tokens", all.size() + " valid, none expires within 14 days"));
        }
        return findings;
    }

    private Optional<DiagnosticFinding> diagnose(Instant now) {
        if (expiresAt == null || expiresAt.isAfter(now.plus(SOON)) || expiresAt.isBefore(now.minus(SOON))) {
            return Optional.empty();
        }
        if (expiresAt.isAfter(now)) {
            return Optional.of(DiagnosticFinding.warn(what, "expires at " + expiresAt, remedy));
        }
        boolean missed = lastUsedAt != null && lastUsedAt.isAfter(expiresAt.minus(IN_USE));
        return missed
                ? Optional.of(DiagnosticFinding.fail(what, "expired at " + expiresAt + ", in use until then", remedy))
                : Optional.empty();
    }
}
