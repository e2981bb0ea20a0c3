// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.engine.stale.EnvironmentUsageVisibility.ReportPeriod;
import dev.evenkeel.engine.stale.FlagStaleness.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The detector of stale flags. Missing usage counts only in environments that report usage.
public final class StaleFlagDetector {
    /// Time without reports after which an environment counts as not reporting.
    private static final Duration SILENT_AFTER = Duration.ofDays(2);

    private final StaleFlagInputs flag;
    private final EnvironmentUsageVisibility visibility;
    private final Instant from;
    private final Instant now;

    private StaleFlagDetector(
            StaleFlagInputs flag, EnvironmentUsageVisibility visibility, Duration window, Instant now) {
        this.flag = flag;
        this.visibility = visibility;
        this.from = now.minus(window);
        this.now = now;
    }

    /// Evaluates one flag.
    ///
    /// @param window how long a flag must have been unused, or have served a single variant, to count as
    ///     stale
    public static FlagStaleness evaluate(
            StaleFlagInputs flag, EnvironmentUsageVisibility visibility, Duration window, Instant now) {
        return new StaleFlagDetector(flag, visibility, window, now).evaluate();
    }

    private record Finding(Status status, String reason, String remedy) {}

    private FlagStaleness evaluate() {
        Optional<String> stays = findPermanenceReason();
        if (stays.isPresent()) {
            return new FlagStaleness(Status.ACTIVE, List.of(stays.get()), "");
        }
        List<Finding> findings = Stream.of(findUnused(), findSingleVariant(), findUnreferenced(), findOverdue())
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Finding::status).reversed())
                .toList();
        if (findings.isEmpty()) {
            return withoutFinding();
        }
        Finding worst = findings.getFirst();
        return new FlagStaleness(
                worst.status(), findings.stream().map(Finding::reason).toList(), worst.remedy());
    }

    private Optional<String> findPermanenceReason() {
        if (flag.permanent()) {
            return Optional.of("is marked permanent");
        }
        if (flag.rolloutRunning()) {
            return Optional.of("has a running rollout");
        }
        if (flag.changesLater()) {
            return Optional.of("has a scheduled rule");
        }
        return flag.dependentFlags().isEmpty()
                ? Optional.empty()
                : Optional.of("is a prerequisite of " + String.join(", ", flag.dependentFlags()));
    }

    /// Finds a flag without evaluations within the window, although usage is reported.
    private Optional<Finding> findUnused() {
        ReportPeriod reportPeriod = visibility.reports();
        if (reportPeriod == null || isSilent(reportPeriod)) {
            return Optional.empty();
        }
        Instant last = lastUse();
        Instant quietSince = last == null ? latest(flag.createdAt(), reportPeriod.since()) : last;
        String reason =
                (last == null ? "has had no evaluations since " : "was last evaluated on ") + toDate(quietSince);
        return quietSince.isAfter(from)
                ? Optional.empty()
                : Optional.of(withVisibilityCaveat(reason, describeDeadCode() + "delete the flag"));
    }

    private String describeDeadCode() {
        CodeReferenceCounts references = flag.references();
        return references == null || references.places() == 0
                ? ""
                : "delete the unreachable code (" + formatPlaces(references) + "), then ";
    }

    /// Finds a flag that served a single variant within the window.
    private Optional<Finding> findSingleVariant() {
        List<VariantUsage> served = servedVariants();
        if (served.size() != 1 || flag.type().expectedLifetime().isEmpty()) {
            return Optional.empty();
        }
        VariantUsage only = served.getFirst();
        Instant since = singleVariantSince(only);
        return since.isAfter(from)
                ? Optional.empty()
                : Optional.of(withVisibilityCaveat(
                        "has served only " + formatName(only) + " since " + toDate(since), describeInlining(only)));
    }

    /// Returns the later of the first use of that variant and the last use of another variant.
    private Instant singleVariantSince(VariantUsage only) {
        return flag.usage().stream()
                .filter(other -> !other.equals(only))
                .map(VariantUsage::lastAt)
                .reduce(only.firstAt(), StaleFlagDetector::latest);
    }

    private String describeInlining(VariantUsage only) {
        CodeReferenceCounts references = flag.references();
        String where = references == null || references.places() == 0 ? "" : " in " + formatPlaces(references);
        return "keep only the code for " + formatName(only) + where + ", then delete the flag";
    }

    /// Creates a finding that unreported evaluations may contradict.
    private Finding withVisibilityCaveat(String reason, String remedy) {
        Instant unseen = visibility.lastBulkReadAt();
        if (unseen == null || unseen.isBefore(from)) {
            return new Finding(Status.STALE, reason, remedy);
        }
        return new Finding(
                Status.POTENTIALLY_STALE,
                reason + "; a client that does not report evaluations fetched the flags on " + toDate(unseen),
                "ask the owners of those clients; then " + remedy);
    }

    /// Finds a flag without references in scanned code.
    private Optional<Finding> findUnreferenced() {
        CodeReferenceCounts references = flag.references();
        if (references == null
                || references.places() > 0
                || references.scannedAt().isBefore(from)
                || !servedVariants().isEmpty()
                || isNew()) {
            return Optional.empty();
        }
        String searched = references.repositories() == 1
                ? "the scanned repository"
                : "any of " + references.repositories() + " scanned repositories";
        return Optional.of(new Finding(
                Status.POTENTIALLY_STALE,
                "is not referenced in " + searched,
                "delete the flag, unless other code references it"));
    }

    /// Finds a flag older than the expected lifetime of its type.
    private Optional<Finding> findOverdue() {
        return flag.type()
                .expectedLifetime()
                .filter(lifetime -> flag.createdAt().plus(lifetime).isBefore(now))
                .map(lifetime -> new Finding(
                        Status.POTENTIALLY_STALE,
                        "is " + formatDays(age()) + " old; type " + flag.type().wireName()
                                + " has an expected lifetime of " + formatDays(lifetime),
                        "complete the change and delete the flag, or set \"permanent\": true in its metadata"));
    }

    private FlagStaleness withoutFinding() {
        List<VariantUsage> served = servedVariants();
        if (!served.isEmpty()) {
            String variants = served.stream().map(StaleFlagDetector::formatName).collect(Collectors.joining(" and "));
            return new FlagStaleness(Status.ACTIVE, List.of("serves " + variants), "");
        }
        return isNew()
                ? new FlagStaleness(Status.ACTIVE, List.of("is " + formatDays(age()) + " old"), "")
                : new FlagStaleness(
                        Status.UNKNOWN, List.of(describeMissingReports()), "connect the services that use the flag");
    }

    private String describeMissingReports() {
        ReportPeriod reportPeriod = visibility.reports();
        if (reportPeriod == null) {
            return "unknown: no process has reported evaluations in this environment";
        }
        return isSilent(reportPeriod)
                ? "unknown: no process has reported evaluations since " + toDate(reportPeriod.last())
                : "unknown: evaluations are reported only since " + toDate(reportPeriod.since());
    }

    private boolean isSilent(ReportPeriod reportPeriod) {
        return reportPeriod.last().isBefore(now.minus(SILENT_AFTER));
    }

    private boolean isNew() {
        return flag.createdAt().isAfter(from);
    }

    private Duration age() {
        return Duration.between(flag.createdAt(), now);
    }

    private List<VariantUsage> servedVariants() {
        return flag.usage().stream().filter(use -> !use.lastAt().isBefore(from)).toList();
    }

    private @Nullable Instant lastUse() {
        return flag.usage().stream()
                .map(VariantUsage::lastAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Instant latest(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }

    private static String formatName(VariantUsage use) {
        return use.variant().equals(FlagSnapshot.CALLER_DEFAULT) ? "the caller's default" : "\"" + use.variant() + "\"";
    }

    private static String formatPlaces(CodeReferenceCounts references) {
        return references.places() == 1 ? "1 place" : references.places() + " places";
    }

    private static String formatDays(Duration time) {
        return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
    }

    private static LocalDate toDate(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
