// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.api.FlagUsageApi.CodeReferenceSummary;
import dev.evenkeel.api.FlagUsageApi.EnvironmentFlagStalenessResponse;
import dev.evenkeel.api.FlagUsageApi.FlagUsageRow;
import dev.evenkeel.engine.stale.EnvironmentUsageVisibility;
import dev.evenkeel.engine.stale.FlagStaleness;
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

/// The service that collects the usage of flags and evaluates their staleness.
@Component
class StaleFlagService {
    private final FlagService flags;
    private final FlagCreationTimeRepository flagCreationTimeRepository;
    private final FlagUsageRepository uses;
    private final CodeScanRepository scans;
    private final Clock clock;

    StaleFlagService(
            FlagService flags,
            FlagCreationTimeRepository flagCreationTimeRepository,
            FlagUsageRepository uses,
            CodeScanRepository scans,
            Clock clock) {
        this.flags = flags;
        this.flagCreationTimeRepository = flagCreationTimeRepository;
        this.uses = uses;
        this.scans = scans;
        this.clock = clock;
    }

    /// The usage of all flags of an environment.
    private record UsageData(
            Instant now,
            EnvironmentSnapshot snapshot,
            FlagLifetimeMetadataReader traits,
            Map<String, Instant> createdAt,
            Map<String, List<VariantUsage>> use,
            Map<String, CodeScanRepository.FlagReferences> code) {
        StaleFlagInputs toInputs(String key) {
            CodeScanRepository.FlagReferences found = code.get(key);
            return new StaleFlagInputs(
                    traits.type(key),
                    traits.isPermanent(key),
                    createdAt.getOrDefault(key, now),
                    use.getOrDefault(key, List.of()),
                    found == null ? null : found.references(),
                    snapshot.splits().containsKey(key),
                    traits.changesAfter(now, key),
                    traits.listDependents(key));
        }
    }

    private record AssessedFlag(FlagStaleness.Status status, FlagUsageRow row) {}

    /// Evaluates the staleness of every flag of the environment.
    ///
    /// @param days days for which a flag must have been unused, or have served only one variant, to count as
    ///     stale
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the environment does not exist
    EnvironmentFlagStalenessResponse list(String environment, int days) {
        UsageData known = loadUsage(flags.getSnapshot(environment));
        EnvironmentUsageVisibility visibility = uses.getVisibility(environment);
        Duration window = Duration.ofDays(days);
        List<FlagUsageRow> rows = known.snapshot().compiled().flagKeys().stream()
                .map(key -> evaluate(key, known, visibility, window))
                .sorted(Comparator.comparing(AssessedFlag::status)
                        .reversed()
                        .thenComparing(judged -> judged.row().key()))
                .map(AssessedFlag::row)
                .toList();
        EnvironmentUsageVisibility.ReportPeriod reportPeriod = visibility.reports();
        return new EnvironmentFlagStalenessResponse(
                environment,
                known.now(),
                days,
                reportPeriod == null ? null : reportPeriod.since(),
                reportPeriod == null ? null : reportPeriod.last(),
                visibility.lastBulkReadAt(),
                rows);
    }

    /// Evaluates the staleness of one flag; empty when the flag does not exist.
    ///
    /// @param days as in [#list]
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the environment does not exist
    Optional<FlagUsageRow> find(String environment, String key, int days) {
        EnvironmentSnapshot snapshot = flags.getSnapshot(environment);
        return snapshot.compiled().flagKeys().contains(key)
                ? Optional.of(evaluate(key, loadUsage(snapshot), uses.getVisibility(environment), Duration.ofDays(days))
                        .row())
                : Optional.empty();
    }

    private UsageData loadUsage(EnvironmentSnapshot snapshot) {
        String environment = snapshot.environment();
        return new UsageData(
                clock.instant(),
                snapshot,
                new FlagLifetimeMetadataReader(snapshot.authored(), snapshot.delivered()),
                flagCreationTimeRepository.listByEnvironment(environment),
                uses.listUsage(environment),
                scans.listReferences());
    }

    private static AssessedFlag evaluate(
            String key, UsageData known, EnvironmentUsageVisibility visibility, Duration window) {
        StaleFlagInputs staleFlagInputs = known.toInputs(key);
        FlagStaleness verdict = StaleFlagDetector.evaluate(staleFlagInputs, visibility, window, known.now());
        return new AssessedFlag(
                verdict.status(),
                toRow(key, staleFlagInputs, verdict, known.code().get(key)));
    }

    private static FlagUsageRow toRow(
            String key,
            StaleFlagInputs staleFlagInputs,
            FlagStaleness verdict,
            CodeScanRepository.@Nullable FlagReferences found) {
        return new FlagUsageRow(
                key,
                verdict.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                verdict.reasons(),
                verdict.remedy(),
                staleFlagInputs.type().wireName(),
                staleFlagInputs.permanent(),
                staleFlagInputs.createdAt(),
                staleFlagInputs.usage().stream()
                        .map(VariantUsage::lastAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                staleFlagInputs.usage(),
                found == null ? null : toReferences(found));
    }

    private static CodeReferenceSummary toReferences(CodeScanRepository.FlagReferences found) {
        return new CodeReferenceSummary(
                found.references().repositories(),
                found.references().places(),
                found.references().scannedAt(),
                found.examples());
    }
}
