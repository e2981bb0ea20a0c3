// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.engine.stale.FlagFacts;
import dev.evenkeel.engine.stale.Listening;
import dev.evenkeel.engine.stale.StaleFlags;
import dev.evenkeel.engine.stale.Staleness;
import dev.evenkeel.engine.stale.VariantUse;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.Snapshot;
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
class StaleFlagBook {
    private final Flags flags;
    private final FlagBirths births;
    private final UseTable uses;
    private final CodeScanTable scans;
    private final Clock clock;

    StaleFlagBook(Flags flags, FlagBirths births, UseTable uses, CodeScanTable scans, Clock clock) {
        this.flags = flags;
        this.births = births;
        this.uses = uses;
        this.scans = scans;
        this.clock = clock;
    }

    /// Everything known of an environment's flags.
    private record Known(
            Instant now,
            Snapshot snapshot,
            FlagTraits traits,
            Map<String, Instant> createdAt,
            Map<String, List<VariantUse>> use,
            Map<String, CodeScanTable.Found> code) {
        FlagFacts facts(String key) {
            CodeScanTable.Found found = code.get(key);
            return new FlagFacts(
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

    private record Judged(Staleness.Status status, StaleFlagList.Row row) {}

    /// Judges every flag of the environment.
    ///
    /// @param days how long a flag must have been idle, or have served one variant, to count as done
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment
    StaleFlagList list(String environment, int days) {
        Known known = known(flags.current(environment));
        Listening listening = uses.listening(environment);
        Duration window = Duration.ofDays(days);
        List<StaleFlagList.Row> rows = known.snapshot().compiled().flagKeys().stream()
                .map(key -> judge(key, known, listening, window))
                .sorted(Comparator.comparing(Judged::status)
                        .reversed()
                        .thenComparing(judged -> judged.row().key()))
                .map(Judged::row)
                .toList();
        Listening.Heard heard = listening.heard();
        return new StaleFlagList(
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
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment
    Optional<StaleFlagList.Row> find(String environment, String key, int days) {
        Snapshot snapshot = flags.current(environment);
        return snapshot.compiled().flagKeys().contains(key)
                ? Optional.of(judge(key, known(snapshot), uses.listening(environment), Duration.ofDays(days))
                        .row())
                : Optional.empty();
    }

    private Known known(Snapshot snapshot) {
        String environment = snapshot.environment();
        return new Known(
                clock.instant(),
                snapshot,
                new FlagTraits(snapshot.authored(), snapshot.delivered()),
                births.of(environment),
                uses.uses(environment),
                scans.found());
    }

    private static Judged judge(String key, Known known, Listening listening, Duration window) {
        FlagFacts facts = known.facts(key);
        Staleness verdict = StaleFlags.judge(facts, listening, window, known.now());
        return new Judged(
                verdict.status(), row(key, facts, verdict, known.code().get(key)));
    }

    private static StaleFlagList.Row row(
            String key, FlagFacts facts, Staleness verdict, CodeScanTable.@Nullable Found found) {
        return new StaleFlagList.Row(
                key,
                verdict.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                verdict.reasons(),
                verdict.remedy(),
                facts.type().text(),
                facts.permanent(),
                facts.createdAt(),
                facts.use().stream()
                        .map(VariantUse::lastAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                facts.use().stream()
                        .map(use -> new StaleFlagList.Served(use.variant(), use.firstAt(), use.lastAt()))
                        .toList(),
                found == null ? null : references(found));
    }

    private static StaleFlagList.References references(CodeScanTable.Found found) {
        return new StaleFlagList.References(
                found.references().repositories(),
                found.references().places(),
                found.references().scannedAt(),
                found.examples());
    }
}
