// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which changes may lie behind an incident, and on what grounds. Pure.
///
/// Each candidate gets a score: how often its kind triggers incidents, halved for each hour between it and
/// the start of harm, halved for each step between its service and the one that is hurt, ten times as much
/// when it was judged bad already. A share of the sum is kept for "none of these", so no candidate is ever
/// certain. The factors are judgement; the shares order suspicions and are no probabilities.
public final class ChangeRanking {
    private static final double HALF_LIFE_MINUTES = 60;
    private static final double PER_STEP = 0.5;
    private static final double JUDGED_BAD = 10;
    /* What else triggers incidents, of a hundred: SRE workbook, table C-1, all but pushes. */
    private static final double NONE_OF_THESE = 32;

    private ChangeRanking() {}

    /// A candidate with its place.
    ///
    /// @param change the candidate
    /// @param share its part of all suspicion, 0 to 1; never 1
    /// @param evidence the grounds, for people
    public record Ranked(CandidateChange change, double share, List<String> evidence) {
        public Ranked {
            evidence = List.copyOf(evidence);
        }
    }

    /// Ranks candidates, the most suspicious first; those of equal suspicion by time, latest first.
    ///
    /// @param onset before which the cause lies
    /// @param changes candidates; one that surely took effect after the onset is last, with share 0
    public static List<Ranked> rank(Onset onset, List<CandidateChange> changes) {
        Moment harm = onset.moment();
        Instant latest = harm.at().plus(harm.precision());
        double sum = NONE_OF_THESE
                + changes.stream()
                        .mapToDouble(change -> score(change, harm, latest))
                        .sum();
        return changes.stream()
                .map(change -> new Ranked(change, score(change, harm, latest) / sum, evidence(change, onset, latest)))
                .sorted(Comparator.comparingDouble(Ranked::share)
                        .reversed()
                        .thenComparing(ranked -> ranked.change().at(), Comparator.reverseOrder())
                        .thenComparing(ranked -> ranked.change().name()))
                .toList();
    }

    private static double score(CandidateChange change, Moment harm, Instant latest) {
        if (change.at().isAfter(latest)) {
            return 0;
        }
        double minutes = Math.max(0, Duration.between(change.at(), harm.at()).toSeconds() / 60.0);
        return change.kind().prior()
                * Math.pow(2, -minutes / HALF_LIFE_MINUTES)
                * Math.pow(PER_STEP, change.distance())
                * (change.judgedBad() ? JUDGED_BAD : 1);
    }

    private static List<String> evidence(CandidateChange change, Onset onset, Instant latest) {
        Instant began = onset.moment().at();
        List<String> evidence = new ArrayList<>();
        if (change.at().isAfter(latest)) {
            evidence.add(Words.time(Duration.between(began, change.at())) + " after " + onset.words()
                    + ", so it did not begin it");
        } else if (change.at().isAfter(began)) {
            evidence.add("at about the time when " + onset.words());
        } else {
            evidence.add(Words.time(Duration.between(change.at(), began)) + " before " + onset.words());
        }
        evidence.add(place(change));
        evidence.add("it is " + change.kind().words());
        if (change.judgedBad()) {
            evidence.add("it was judged bad already");
        }
        return evidence;
    }

    private static String place(CandidateChange change) {
        return switch (change.distance()) {
            case 0 -> "in the service itself";
            case 1 -> "in " + change.service() + ", which the service needs";
            default -> "in " + change.service() + ", " + change.distance() + " steps away";
        };
    }
}
