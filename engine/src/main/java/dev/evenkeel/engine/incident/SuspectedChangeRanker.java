// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.SuspectedChange.ChangedFlag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ranking algorithm for changes that may have caused an incident, with the evidence for each.
///
/// A change that took effect after the onset, or that was reverted everywhere before it, gets share 0. The
/// others get a score, the product of:
///
/// - how often its kind triggers incidents,
/// - `(1 + t / 8 min)^-1.5` for the time `t` between it and the onset,
/// - its scope: 1 in the service itself, 0.15 for each step between the services; where calls of certain
///   flags showed the harm, 5 for a change of one of them and 0.3 for a change of another flag,
/// - 7 when the guard rolled it back or a person ended it after the onset.
///
/// Part of the sum is reserved for "none of these", so no candidate is ever certain. The factors were fitted
/// to simulated histories with a known cause (docs/adr/0103), in which a share matches about the observed
/// frequency. No data of real incidents exists to calibrate it.
public final class SuspectedChangeRanker {
    private static final double LAG_MINUTES = 8;
    private static final double LAG_POWER = 1.5;
    private static final double PER_STEP = 0.15;
    private static final double SAME_FLAG = 5;
    private static final double OTHER_FLAG = 0.3;
    private static final double JUDGED_BAD = 7;
    private static final double NONE_OF_THESE = 1.5;

    private SuspectedChangeRanker() {}

    /// A candidate with its rank.
    ///
    /// @param change the candidate
    /// @param share share of the total suspicion, 0 to below 1
    /// @param evidence evidence, for people
    public record RankedChange(SuspectedChange change, double share, List<String> evidence) {
        public RankedChange {
            evidence = List.copyOf(evidence);
        }
    }

    /// Ranks candidates by suspicion, highest first, ties by time, latest first.
    ///
    /// @param onset start of harm or detection, with the flags whose calls showed it
    /// @param changes candidates; those certainly not in effect at the onset come last, with share 0
    public static List<RankedChange> rank(HarmStart onset, List<SuspectedChange> changes) {
        double sum = NONE_OF_THESE
                + changes.stream().mapToDouble(change -> score(change, onset)).sum();
        return changes.stream()
                .map(change -> new RankedChange(change, score(change, onset) / sum, evidence(change, onset)))
                .sorted(Comparator.comparingDouble(RankedChange::share)
                        .reversed()
                        .thenComparing(ranked -> ranked.change().at(), Comparator.reverseOrder())
                        .thenComparing(ranked -> ranked.change().name()))
                .toList();
    }

    private static double score(SuspectedChange change, HarmStart onset) {
        if (isAfter(change, onset) || isUndoneBefore(change, onset)) {
            return 0;
        }
        double minutes =
                Math.max(0, Duration.between(change.at(), onset.moment().at()).toSeconds() / 60.0);
        return change.kind().priorWeight()
                * Math.pow(1 + minutes / LAG_MINUTES, -LAG_POWER)
                * Math.pow(PER_STEP, change.distance())
                * flagFactor(change.flag(), onset)
                * (change.judgedBad() ? JUDGED_BAD : 1);
    }

    private static double flagFactor(@Nullable ChangedFlag flag, HarmStart onset) {
        if (flag == null || onset.flags().isEmpty()) {
            return 1;
        }
        return onset.flags().contains(flag.name()) ? SAME_FLAG : OTHER_FLAG;
    }

    private static boolean isAfter(SuspectedChange change, HarmStart onset) {
        return change.at().isAfter(onset.moment().latest());
    }

    private static boolean isUndoneBefore(SuspectedChange change, HarmStart onset) {
        Instant undoneAt = change.undoneAt();
        return undoneAt != null && undoneAt.isBefore(onset.moment().earliest());
    }

    private static List<String> evidence(SuspectedChange change, HarmStart onset) {
        List<String> evidence = new ArrayList<>();
        evidence.add(formatTiming(change, onset));
        Instant undoneAt = change.undoneAt();
        if (undoneAt != null && isUndoneBefore(change, onset)) {
            evidence.add("undone "
                    + QuantityFormatter.formatElapsed(
                            Duration.between(undoneAt, onset.moment().at())) + " before " + onset.description()
                    + ", so it is not the cause");
        }
        evidence.add(formatDistance(change));
        ChangedFlag flag = change.flag();
        if (flag != null && onset.flags().contains(flag.name())) {
            evidence.add("calls of this flag failed");
        } else if (flag != null && !onset.flags().isEmpty()) {
            evidence.add("only calls of other flags failed");
        }
        evidence.add(change.kind().label());
        if (change.judgedBad()) {
            evidence.add("it was already rolled back or reported as harmful");
        }
        return evidence;
    }

    private static String formatTiming(SuspectedChange change, HarmStart onset) {
        Instant began = onset.moment().at();
        if (isAfter(change, onset)) {
            return QuantityFormatter.formatElapsed(Duration.between(began, change.at())) + " after "
                    + onset.description() + ", so it is not the cause";
        }
        return change.at().isAfter(began)
                ? "at about the same time as " + onset.description()
                : QuantityFormatter.formatElapsed(Duration.between(change.at(), began)) + " before "
                        + onset.description();
    }

    private static String formatDistance(SuspectedChange change) {
        return switch (change.distance()) {
            case 0 -> "in the same service";
            case 1 -> "in " + change.service() + ", a direct dependency";
            default -> "in " + change.service() + ", " + change.distance() + " dependencies away";
        };
    }
}
