// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.stale.EnvironmentUsageVisibility.ReportPeriod;
import dev.evenkeel.engine.stale.FlagStaleness.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Times are days before now, which is 2026-12-31. A window of 30 days begins on 2026-12-01.
class StaleFlagDetectorTest {
    private static final Instant NOW = Instant.parse("2026-12-31T12:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(30);
    private static final EnvironmentUsageVisibility LONG = reportsBetween(90, 0);

    /// `use` is a list of `variant first..last`.
    @ParameterizedTest(name = "{0} of {1} days, served {2}: {3}, {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                // one value
                "release    | 35 | on 31..0             | STALE             | has served only \"on\" since 2026-11-30",
                "release    | 35 | on 30..0             | STALE             | has served only \"on\" since 2026-12-01",
                "release    | 35 | on 29..0             | ACTIVE            | serves \"on\"",
                "release    | 35 | on 34..0, off 34..31 | STALE             | has served only \"on\" since 2026-11-30",
                "release    | 35 | on 34..0, off 34..29 | ACTIVE            | serves \"on\" and \"off\"",
                "release    | 35 | on 31..0, off 90..80 | STALE             | has served only \"on\" since 2026-11-30",
                "release    | 35 | ~ 31..0              | STALE             | has served only the caller's default"
                        + " since",
                "kill-switch| 99 | on 90..0             | ACTIVE            | serves \"on\"",
                "permission | 99 | on 90..0             | ACTIVE            | serves \"on\"",
                // not evaluated
                "release    | 35 | on 34..31            | STALE             | was last evaluated on 2026-11-30",
                "release    | 35 | on 34..29, off 33..29| ACTIVE            | serves \"on\" and \"off\"",
                "release    | 35 |                      | STALE             | has had no evaluations since 2026-11-26",
                "release    | 29 |                      | ACTIVE            | is 29 days old",
                "kill-switch| 35 |                      | STALE             | has had no evaluations since 2026-11-26",
                // age
                "release    | 41 | on 34..0, off 34..0  | POTENTIALLY_STALE | is 41 days old; type release",
                "release    | 39 | on 34..0, off 34..0  | ACTIVE            | serves \"on\" and \"off\"",
                "experiment | 41 | on 34..0, off 34..0  | POTENTIALLY_STALE | is 41 days old; type experiment",
                "operational| 8  | on 7..0, off 7..0    | POTENTIALLY_STALE | is 8 days old; type operational",
                "permission | 999| on 34..0, off 34..0  | ACTIVE            | serves \"on\" and \"off\"",
            })
    void evaluatesStalenessByUsageAndAge(String type, int age, @Nullable String use, Status status, String reason) {
        FlagStaleness verdict = evaluate(flag(type, age, use, null), LONG);
        assertThat(verdict.status()).as("%s", verdict).isEqualTo(status);
        assertThat(verdict.reasons().getFirst()).startsWith(reason);
        assertThat(verdict.remedy().isEmpty()).isEqualTo(status == Status.ACTIVE);
    }

    @ParameterizedTest(name = "heard from {0} to {1} days ago: {2}, {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "   |   | UNKNOWN | no process has reported evaluations in",
                "90 | 3 | UNKNOWN | no process has reported evaluations since 2026-12-28",
                "90 | 2 | STALE   | has had no evaluations since 2026-11-26",
                "29 | 0 | UNKNOWN | evaluations are reported only since 2026-12-02",
                "30 | 0 | STALE   | has had no evaluations since 2026-12-01"
            })
    void reportsUnusedFlagOnlyWithContinuousUsageReports(
            @Nullable Integer since, @Nullable Integer last, Status status, String reason) {
        EnvironmentUsageVisibility visibility = since == null || last == null
                ? new EnvironmentUsageVisibility(null, null)
                : reportsBetween(since, last);
        FlagStaleness verdict = evaluate(flag("release", 35, null, null), visibility);
        assertThat(verdict.status()).as("%s", verdict).isEqualTo(status);
        assertThat(verdict.reasons()).hasSize(1).first().asString().contains(reason);
    }

    @Test
    void downgradesToPotentiallyStaleForNonReportingClients() {
        EnvironmentUsageVisibility unseen = new EnvironmentUsageVisibility(LONG.reports(), at(3));
        FlagStaleness oneValue = evaluate(flag("release", 35, "on 31..0", null), unseen);
        FlagStaleness unused = evaluate(flag("release", 35, null, null), unseen);
        assertThat(List.of(oneValue.status(), unused.status())).containsOnly(Status.POTENTIALLY_STALE);
        assertThat(unused.reasons().getFirst())
                .isEqualTo("has had no evaluations since 2026-11-26; a client that does not report evaluations"
                        + " fetched the flags on 2026-12-28");
        EnvironmentUsageVisibility longGone = new EnvironmentUsageVisibility(LONG.reports(), at(31));
        assertThat(evaluate(flag("release", 35, null, null), longGone).status()).isEqualTo(Status.STALE);
    }

    @Test
    void reportsUnreferencedUnusedFlagAsPotentiallyStale() {
        var absent = new CodeReferenceCounts(2, 0, at(1));
        EnvironmentUsageVisibility deaf = new EnvironmentUsageVisibility(null, null);
        FlagStaleness verdict = evaluate(flag("release", 35, null, absent), deaf);
        assertThat(verdict.status()).isEqualTo(Status.POTENTIALLY_STALE);
        assertThat(verdict.reasons()).containsExactly("is not referenced in any of 2 scanned repositories");
        assertThat(evaluate(flag("release", 29, null, absent), deaf).status()).isEqualTo(Status.ACTIVE);
        assertThat(evaluate(flag("release", 35, "on 3..0", absent), LONG).status())
                .isEqualTo(Status.ACTIVE);
        var oldScan = new CodeReferenceCounts(2, 0, at(31));
        assertThat(evaluate(flag("release", 35, null, oldScan), deaf).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void reportsAllReasonsMostSevereFirst() {
        FlagStaleness verdict = evaluate(flag("release", 60, "on 50..40", new CodeReferenceCounts(1, 0, at(1))), LONG);
        assertThat(verdict)
                .isEqualTo(new FlagStaleness(
                        Status.STALE,
                        List.of(
                                "was last evaluated on 2026-11-21",
                                "is not referenced in the scanned repository",
                                "is 60 days old; type release has an expected lifetime of 40 days"),
                        "delete the flag"));
    }

    @Test
    void includesNumberOfCodeReferencesInRemedy() {
        var places = new CodeReferenceCounts(1, 3, at(1));
        assertThat(evaluate(flag("release", 35, "on 31..0", places), LONG).remedy())
                .isEqualTo("keep only the code for \"on\" in 3 places, then delete the flag");
        assertThat(evaluate(flag("release", 35, "on 34..31", places), LONG).remedy())
                .isEqualTo("delete the unreachable code (3 places), then delete the flag");
    }

    @Test
    void reportsPermanentAndStillNeededFlagsAsActive() {
        StaleFlagInputs done = flag("release", 60, "on 50..0", null);
        assertThat(evaluate(done, LONG).status()).isEqualTo(Status.STALE);
        assertThat(evaluate(withReasonsToKeep(done, true, false, false), LONG).reasons())
                .containsExactly("is marked permanent");
        assertThat(evaluate(withReasonsToKeep(done, false, true, false), LONG).reasons())
                .containsExactly("has a running rollout");
        assertThat(evaluate(withReasonsToKeep(done, false, false, false, "a", "b"), LONG)
                        .reasons())
                .containsExactly("is a prerequisite of a, b");
        FlagStaleness later = evaluate(withReasonsToKeep(done, false, false, true), LONG);
        assertThat(later).isEqualTo(new FlagStaleness(Status.ACTIVE, List.of("has a scheduled rule"), ""));
    }

    private static FlagStaleness evaluate(StaleFlagInputs flag, EnvironmentUsageVisibility visibility) {
        return StaleFlagDetector.evaluate(flag, visibility, WINDOW, NOW);
    }

    private static StaleFlagInputs flag(
            String type, int age, @Nullable String use, @Nullable CodeReferenceCounts references) {
        List<VariantUsage> variants = use == null
                ? List.of()
                : List.of(use.split(", *")).stream()
                        .map(StaleFlagDetectorTest::use)
                        .toList();
        return new StaleFlagInputs(
                FlagType.findByName(type).orElseThrow(), false, at(age), variants, references, false, false, List.of());
    }

    private static StaleFlagInputs withReasonsToKeep(
            StaleFlagInputs flag, boolean permanent, boolean rollout, boolean later, String... askedBy) {
        return new StaleFlagInputs(
                flag.type(),
                permanent,
                flag.createdAt(),
                flag.usage(),
                flag.references(),
                rollout,
                later,
                List.of(askedBy));
    }

    private static VariantUsage use(String text) {
        String[] parts = text.split(" |\\.\\.");
        String variant = parts[0].equals("~") ? "" : parts[0];
        return new VariantUsage(variant, at(Integer.parseInt(parts[1])), at(Integer.parseInt(parts[2])));
    }

    private static EnvironmentUsageVisibility reportsBetween(int since, int last) {
        return new EnvironmentUsageVisibility(new ReportPeriod(at(since), at(last)), null);
    }

    private static Instant at(int daysAgo) {
        return NOW.minus(Duration.ofDays(daysAgo));
    }
}
