// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key or token that nobody took back.
///
/// @param what it is, with its name: `SDK key payments of prod`
/// @param remedy how another one is made
/// @param until its end; null when it has none
/// @param usedAt its last use; null when it was never used
public record CredentialStatus(
        String what,
        String remedy,
        @Nullable Instant until,
        @Nullable Instant usedAt) {
    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration IN_USE = Duration.ofDays(1);

    /// A finding for each one that is about to end, or ended lately while it was in use; one that all is well
    /// where there is none.
    public static List<DiagnosticFinding> findings(List<CredentialStatus> all, Instant now) {
        List<DiagnosticFinding> findings = new ArrayList<>();
        all.forEach(one -> one.finding(now).ifPresent(findings::add));
        if (findings.isEmpty()) {
            findings.add(DiagnosticFinding.ok("keys and tokens", all.size() + " in force; none ends within 14 days"));
        }
        return findings;
    }

    private Optional<DiagnosticFinding> finding(Instant now) {
        if (until == null || until.isAfter(now.plus(SOON)) || until.isBefore(now.minus(SOON))) {
            return Optional.empty();
        }
        if (until.isAfter(now)) {
            return Optional.of(DiagnosticFinding.warn(what, "ends at " + until, remedy));
        }
        boolean missed = usedAt != null && usedAt.isAfter(until.minus(IN_USE));
        return missed
                ? Optional.of(DiagnosticFinding.fail(what, "ended at " + until + ", in use until then", remedy))
                : Optional.empty();
    }
}
