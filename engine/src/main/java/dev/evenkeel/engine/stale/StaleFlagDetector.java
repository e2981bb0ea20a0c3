// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.engine.stale.FlagStaleness.Status;
import dev.evenkeel.engine.stale.FlagUsageVisibility.ReportPeriod;
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

/// Judges whether a flag has done its work. Pure; silence counts only where somebody would have been heard.
public final class StaleFlagDetector {
    /// An environment that reported nothing for so long is not heard any more.
    private static final Duration SILENT_AFTER = Duration.ofDays(2);

    private final StaleFlagInputs flag;
    private final FlagUsageVisibility listening;
    private final Instant from;
    private final Instant now;

    private StaleFlagDetector(StaleFlagInputs flag, FlagUsageVisibility listening, Duration window, Instant now) {
        this.flag = flag;
        this.listening = listening;
        this.from = now.minus(window);
        this.now = now;
    }

    /// The verdict on one flag.
    ///
    /// @param window how long a flag must have been idle, or have served one variant, to count as done
    public static FlagStaleness judge(
            StaleFlagInputs flag, FlagUsageVisibility listening, Duration window, Instant now) {
        return new StaleFlagDetector(flag, listening, window, now).judge();
    }

    private record Finding(Status status, String reason, String remedy) {}

    private FlagStaleness judge() {
        Optional<String> stays = stays();
        if (stays.isPresent()) {
            return new FlagStaleness(Status.ACTIVE, List.of(stays.get()), "");
        }
        List<Finding> findings = Stream.of(unused(), oneValue(), unnamed(), old())
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

    private Optional<String> stays() {
        if (flag.permanent()) {
            return Optional.of("is marked permanent");
        }
        if (flag.rolloutRunning()) {
            return Optional.of("has a running rollout");
        }
        if (flag.changesLater()) {
            return Optional.of("has a rule that waits for a time to come");
        }
        return flag.askedBy().isEmpty()
                ? Optional.empty()
                : Optional.of("is a prerequisite of " + String.join(", ", flag.askedBy()));
    }

    /// Nobody evaluated it within the window, though somebody would have been heard.
    private Optional<Finding> unused() {
        ReportPeriod heard = listening.heard();
        if (heard == null || isSilent(heard)) {
            return Optional.empty();
        }
        Instant last = lastUse();
        Instant quietSince = last == null ? latest(flag.createdAt(), heard.since()) : last;
        String reason = (last == null ? "was never evaluated since " : "was last evaluated on ") + date(quietSince);
        return quietSince.isAfter(from)
                ? Optional.empty()
                : Optional.of(seenOnly(reason, deadCode() + "delete the flag"));
    }

    private String deadCode() {
        CodeReferences references = flag.references();
        return references == null || references.places() == 0
                ? ""
                : "delete the code that nothing reaches (" + places(references) + "), then ";
    }

    /// All evaluations within the window got one variant.
    private Optional<Finding> oneValue() {
        List<VariantUsage> served = served();
        if (served.size() != 1 || flag.type().lifetime().isEmpty()) {
            return Optional.empty();
        }
        VariantUsage only = served.getFirst();
        Instant since = onlySince(only);
        return since.isAfter(from)
                ? Optional.empty()
                : Optional.of(seenOnly("serves only " + name(only) + " since " + date(since), makeItTheCode(only)));
    }

    /// The later of: it was first served; another variant was last served.
    private Instant onlySince(VariantUsage only) {
        return flag.use().stream()
                .filter(other -> !other.equals(only))
                .map(VariantUsage::lastAt)
                .reduce(only.firstAt(), StaleFlagDetector::latest);
    }

    private String makeItTheCode(VariantUsage only) {
        CodeReferences references = flag.references();
        String where = references == null || references.places() == 0 ? "" : " in " + places(references);
        return "make " + name(only) + " the code" + where + ", then delete the flag";
    }

    /// Readers that cannot be seen may know better.
    private Finding seenOnly(String reason, String remedy) {
        Instant unseen = listening.unseenReaderAt();
        if (unseen == null || unseen.isBefore(from)) {
            return new Finding(Status.STALE, reason, remedy);
        }
        return new Finding(
                Status.POTENTIALLY_STALE,
                reason + ", as far as can be seen: a client whose evaluations are not reported fetched the flags on "
                        + date(unseen),
                "ask the owners of those clients; then " + remedy);
    }

    /// No code that was searched names it.
    private Optional<Finding> unnamed() {
        CodeReferences references = flag.references();
        if (references == null
                || references.places() > 0
                || references.scannedAt().isBefore(from)
                || !served().isEmpty()
                || isYoung()) {
            return Optional.empty();
        }
        String searched = references.repositories() == 1
                ? "the scanned repository"
                : "any of " + references.repositories() + " scanned repositories";
        return Optional.of(new Finding(
                Status.POTENTIALLY_STALE,
                "is not named in " + searched,
                "delete the flag, unless code that was not scanned names it"));
    }

    /// It is older than flags of its type should get.
    private Optional<Finding> old() {
        return flag.type()
                .lifetime()
                .filter(lifetime -> flag.createdAt().plus(lifetime).isBefore(now))
                .map(lifetime -> new Finding(
                        Status.POTENTIALLY_STALE,
                        "is " + days(age()) + " old, of type " + flag.type().text() + " which is needed for "
                                + days(lifetime),
                        "finish what it is for and delete it, or say in its metadata \"permanent\": true"));
    }

    private FlagStaleness withoutFinding() {
        List<VariantUsage> served = served();
        if (!served.isEmpty()) {
            String variants = served.stream().map(StaleFlagDetector::name).collect(Collectors.joining(" and "));
            return new FlagStaleness(Status.ACTIVE, List.of("serves " + variants), "");
        }
        return isYoung()
                ? new FlagStaleness(Status.ACTIVE, List.of("is " + days(age()) + " old"), "")
                : new FlagStaleness(Status.UNKNOWN, List.of(blindness()), "connect the services that use it");
    }

    private String blindness() {
        ReportPeriod heard = listening.heard();
        if (heard == null) {
            return "cannot be judged: no process ever reported evaluations of this environment";
        }
        return isSilent(heard)
                ? "cannot be judged: no process has reported evaluations since " + date(heard.last())
                : "cannot be judged yet: evaluations are reported only since " + date(heard.since());
    }

    private boolean isSilent(ReportPeriod heard) {
        return heard.last().isBefore(now.minus(SILENT_AFTER));
    }

    private boolean isYoung() {
        return flag.createdAt().isAfter(from);
    }

    private Duration age() {
        return Duration.between(flag.createdAt(), now);
    }

    private List<VariantUsage> served() {
        return flag.use().stream().filter(use -> !use.lastAt().isBefore(from)).toList();
    }

    private @Nullable Instant lastUse() {
        return flag.use().stream()
                .map(VariantUsage::lastAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Instant latest(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }

    private static String name(VariantUsage use) {
        return use.variant().equals(FlagSnapshot.CALLERS_DEFAULT)
                ? "the caller's default"
                : "\"" + use.variant() + "\"";
    }

    private static String places(CodeReferences references) {
        return references.places() == 1 ? "1 place" : references.places() + " places";
    }

    private static String days(Duration time) {
        return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
    }

    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
