// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of other tools and the guard on the same minutes: a harmless candidate for 24 h, and candidates
/// that fail more often, at 1,000 requests a second.
final class PeerRulesSection implements BenchmarkSection {
    private static final int RUNS = 2_000;
    private static final int BAD_RUNS = 500;
    private static final int DAY = 1_440;
    private static final int TEN_HOURS = 600;
    private static final int REQUESTS = 60_000;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final double LOG_ENOUGH = Math.log(100);
    private static final List<String> RULES = List.of(
            "the guard",
            "99%/min, 1st failed",
            "99%/min, 3rd failed",
            "rank test, 60 min",
            "z each minute",
            "asymptotic sequence, each minute");

    private final List<int[]> looks = new ArrayList<>();

    @Override
    public String name() {
        return "peers";
    }

    /// Returns the minutes of the first alarm by rule, for each run of a harmless candidate at 5% and a
    /// failure rate of 0.5%.
    List<int[]> alarmMinutes() {
        return looks;
    }

    static List<String> rules() {
        return RULES;
    }

    @Override
    public List<BenchmarkGoal> run(SimulationRuns runs, BenchmarkReport report) {
        List<List<String>> rows = new ArrayList<>();
        long worst = 0;
        for (double share : new double[] {0.01, 0.05, 0.5}) {
            for (double base : new double[] {0.001, 0.005, 0.01}) {
                List<int[]> seen = runs.run(RUNS, draws -> alarms(draws, share, base, base, DAY));
                if (share == 0.05 && base == 0.005) {
                    looks.clear();
                    looks.addAll(seen);
                }
                List<String> row = new ArrayList<>(List.of(
                        BenchmarkNumberFormatter.formatPercent(share), BenchmarkNumberFormatter.formatPercent(base)));
                for (int rule = 0; rule < RULES.size(); rule++) {
                    row.add(BenchmarkNumberFormatter.formatNumber(100.0 * alarmed(seen, rule) / seen.size(), "%.1f")
                            + "%");
                }
                worst = Math.max(worst, alarmed(seen, 0));
                rows.add(row);
            }
        }
        int count = runs.count(RUNS);
        report.addText(
                "## A harmless candidate for a day, by other rules\n\nRolled back within 24 h at 1,000 requests/s, of "
                        + count + " runs; all rules see the same minutes.\n\n"
                        + MarkdownTable.format(head("share", "base"), rows));
        report.addText("## A bad candidate, by other rules\n\nFailed candidate requests until rollback at 5% of 1,000"
                + " requests/s, mean of " + runs.count(BAD_RUNS)
                + " runs; in brackets the share of runs that ever rolled"
                + " back within 10 h.\n\n" + MarkdownTable.format(head("base", "shift"), simulateBad(runs)));
        return List.of(new BenchmarkGoal(
                "a harmless candidate for 24 h: at most " + SimulationRuns.maxAllowedAlarms(count, 0.01) + " of "
                        + count + " rolled back (1%)",
                worst + " of " + count + " in the worst of 9 cells",
                worst <= SimulationRuns.maxAllowedAlarms(count, 0.01)));
    }

    private static List<String> head(String... first) {
        List<String> head = new ArrayList<>(List.of(first));
        head.addAll(RULES);
        return head;
    }

    private static List<List<String>> simulateBad(SimulationRuns runs) {
        List<List<String>> rows = new ArrayList<>();
        for (double base : new double[] {0.001, 0.005, 0.01}) {
            for (double shift : new double[] {1.5, 2, 5, 10}) {
                List<int[]> seen = runs.run(BAD_RUNS, draws -> alarms(draws, 0.05, base, base * shift, TEN_HOURS));
                List<String> row = new ArrayList<>(List.of(BenchmarkNumberFormatter.formatPercent(base), "x" + shift));
                for (int rule = 0; rule < RULES.size(); rule++) {
                    row.add(cell(seen, rule, REQUESTS * 0.05 * base * shift));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String cell(List<int[]> seen, int rule, double failedPerMinute) {
        long alarmed = alarmed(seen, rule);
        if (alarmed == 0) {
            return "never";
        }
        /* The guard evaluates every second, so its time is in seconds; the others' is the end of a minute. */
        double mean = seen.stream()
                .filter(one -> one[rule] != NEVER)
                .mapToDouble(one -> one[rule] * failedPerMinute / (rule == 0 ? 60 : 1))
                .average()
                .orElseThrow();
        String often = alarmed == seen.size()
                ? ""
                : " (" + BenchmarkNumberFormatter.formatNumber(100.0 * alarmed / seen.size(), "%.1f") + "%)";
        return BenchmarkNumberFormatter.formatNumber(mean, "%,.0f") + often;
    }

    private static long alarmed(List<int[]> seen, int rule) {
        return seen.stream().filter(one -> one[rule] != NEVER).count();
    }

    /* The first rollback by each rule, in minutes from 1; the guard's in seconds for a bad candidate. */
    private static int[] alarms(RandomDraws draws, double share, double base, double bad, int minutes) {
        int[] first = new int[RULES.size()];
        Arrays.fill(first, NEVER);
        var ours = new EvenkeelRule(RatioGuard.restartingRollback(1, 0), CandidateShare.assigned(share));
        double[] candidateSeries = new double[60];
        double[] controlSeries = new double[60];
        TrialCounts sum = TrialCounts.NONE;
        int failedChecks = 0;
        boolean harmless = base == bad;
        for (int minute = 1; minute <= minutes && !isDone(first, harmless); minute++) {
            TrialCounts trials = draws.trials(REQUESTS, share, base, bad);
            sum = sum.plus(trials);
            if (first[0] == NEVER) {
                first[0] = ours.findAlarm(trials, minute, harmless ? null : draws);
            }
            failedChecks += PeerRules.failsAt99Percent(trials) ? 1 : 0;
            recordAlarm(first, 1, failedChecks >= 1, minute);
            recordAlarm(first, 2, failedChecks >= 3, minute);
            if (minute <= 60) {
                candidateSeries[minute - 1] = trials.candidateFailed() / (double) Math.max(1, trials.candidate());
                controlSeries[minute - 1] = trials.controlFailed() / (double) Math.max(1, trials.control());
            }
            recordAlarm(first, 3, minute == 60 && PeerRules.rankTestSaysHigh(candidateSeries, controlSeries), minute);
            recordAlarm(first, 4, PeerRules.z(sum) > PeerRules.Z_AT_1_PERCENT, minute);
            recordAlarm(first, 5, PeerRules.sequenceSaysWorse(sum), minute);
        }
        return first;
    }

    private static boolean isDone(int[] first, boolean harmless) {
        return !harmless && Arrays.stream(first).allMatch(moment -> moment != NEVER);
    }

    private record EvenkeelRule(RatioGuard guard, CandidateShare share) {
        /* Distributes the failures of a minute randomly over its seconds, one tick each, so that the
         * resolution of a delay is seconds; without random numbers, the minute is one tick. Returns the
         * time of the alarm. */
        int findAlarm(TrialCounts trials, int minute, @Nullable RandomDraws draws) {
            if (minute > 1) {
                guard.mixture().restart();
            }
            long control = trials.controlFailed();
            long candidate = trials.candidateFailed();
            for (int second = draws == null ? 1 : 60; second > 0; second--) {
                long controlNow = draws == null ? control : draws.binomial(control, 1.0 / second);
                long candidateNow = draws == null ? candidate : draws.binomial(candidate, 1.0 / second);
                control -= controlNow;
                candidate -= candidateNow;
                guard.observe(share, TrialCounts.ofFailures(controlNow, candidateNow));
                if (candidateNow > 0 && guard.mixture().logE() >= LOG_ENOUGH) {
                    return draws == null ? minute : minute * 60 - second + 1;
                }
            }
            return NEVER;
        }
    }

    private static void recordAlarm(int[] first, int rule, boolean says, int minute) {
        if (says && first[rule] == NEVER) {
            first[rule] = minute;
        }
    }
}
