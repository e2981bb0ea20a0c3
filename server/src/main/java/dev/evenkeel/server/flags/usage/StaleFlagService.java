// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.engine.stale.FlagStaleness;
import dev.evenkeel.engine.stale.FlagUsageVisibility;
import dev.evenkeel.engine.stale.StaleFlagDetector;
import dev.evenkeel.engine.stale.StaleFlagInputs;
import dev.evenkeel.engine.stale.VariantUsage;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Brings together what is known of each flag's use, and has it judged.
@Component
class StaleFlagService {
    private final FlagService flags;
    private final FlagCreationTimeRepository births;
    private final FlagUsageRepository uses;
    private final CodeScanRepository scans;
    private final Clock clock;

    StaleFlagService(
            FlagService flags,
            FlagCreationTimeRepository births,
            FlagUsageRepository uses,
            CodeScanRepository scans,
            Clock clock) {
        this.flags = flags;
        this.births = births;
        this.uses = uses;
        this.scans = scans;
        this.clock = clock;
    }

    /// Everything known of an environment's flags.
    private record UsageData(
            Instant now,
            EnvironmentSnapshot snapshot,
            FlagLifetimeMetadata traits,
            Map<String, Instant> createdAt,
            Map<String, List<VariantUsage>> use,
            Map<String, CodeScanRepository.FlagReferences> code) {
        StaleFlagInputs facts(String key) {
            CodeScanRepository.FlagReferences found = code.get(key);
            return new StaleFlagInputs(
                    traits.type(key),
                    traits.isPermanent(key),
                    createdAt.getOrDefault(key, now),
                    use.getOrDefault(key, List.of()),
                    found == null ? null : found.references(),
                    snapshot.splits().containsKey(key),
                    traits.changesAfter(now, key),
                    traits.askedBy(key));
        }
    }

    private record AssessedFlag(FlagStaleness.Status status, StaleFlagsResponse.Row row) {}

    /// Judges every flag of the environment.
    ///
    /// @param days how long a flag must have been idle, or have served one variant, to count as done
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    StaleFlagsResponse list(String environment, int days) {
        UsageData known = known(flags.current(environment));
        FlagUsageVisibility listening = uses.listening(environment);
        Duration window = Duration.ofDays(days);
        List<StaleFlagsResponse.Row> rows = known.snapshot().compiled().flagKeys().stream()
                .map(key -> judge(key, known, listening, window))
                .sorted(Comparator.comparing(AssessedFlag::status)
                        .reversed()
                        .thenComparing(judged -> judged.row().key()))
                .map(AssessedFlag::row)
                .toList();
        FlagUsageVisibility.ReportPeriod heard = listening.heard();
        return new StaleFlagsResponse(
                environment,
                known.now(),
                days,
                heard == null ? null : heard.since(),
                heard == null ? null : heard.last(),
                listening.unseenReaderAt(),
                rows);
    }

    /// Judges one flag; empty when it is not there.
    ///
    /// @param days as for all of them
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    Optional<StaleFlagsResponse.Row> find(String environment, String key, int days) {
        EnvironmentSnapshot snapshot = flags.current(environment);
        return snapshot.compiled().flagKeys().contains(key)
                ? Optional.of(judge(key, known(snapshot), uses.listening(environment), Duration.ofDays(days))
                        .row())
                : Optional.empty();
    }

    private UsageData known(EnvironmentSnapshot snapshot) {
        String environment = snapshot.environment();
        return new UsageData(
                clock.instant(),
                snapshot,
                new FlagLifetimeMetadata(snapshot.authored(), snapshot.delivered()),
                births.of(environment),
                uses.uses(environment),
                scans.found());
    }

    private static AssessedFlag judge(String key, UsageData known, FlagUsageVisibility listening, Duration window) {
        StaleFlagInputs facts = known.facts(key);
        FlagStaleness verdict = StaleFlagDetector.judge(facts, listening, window, known.now());
        return new AssessedFlag(
                verdict.status(), row(key, facts, verdict, known.code().get(key)));
    }

    private static StaleFlagsResponse.Row row(
            String key,
            StaleFlagInputs facts,
            FlagStaleness verdict,
            CodeScanRepository.@Nullable FlagReferences found) {
        return new StaleFlagsResponse.Row(
                key,
                verdict.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                verdict.reasons(),
                verdict.remedy(),
                facts.type().text(),
                facts.permanent(),
                facts.createdAt(),
                facts.use().stream()
                        .map(VariantUsage::lastAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                facts.use().stream()
                        .map(use -> new StaleFlagsResponse.VariantUsage(use.variant(), use.firstAt(), use.lastAt()))
                        .toList(),
                found == null ? null : references(found));
    }

    private static StaleFlagsResponse.References references(CodeScanRepository.FlagReferences found) {
        return new StaleFlagsResponse.References(
                found.references().repositories(),
                found.references().places(),
                found.references().scannedAt(),
                found.examples());
    }
}
