// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.shadow;

import dev.evenkeel.benchmarks.contest.CandidateBehaviour;
import dev.evenkeel.benchmarks.contest.ShadowLoadResult;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The report's tables.
///
/// @param own Evenkeel alone
/// @param entrants all contenders
record ShadowBenchReport(EvenkeelCallCosts own, List<ShadowContenderResult> entrants) {
    private static final String OURS = "Evenkeel";
    private static final double TOLERATED = 1.05;

    void writeTo(BenchmarkReport report) {
        List<BenchmarkGoal> goals = new ArrayList<>(own.goals());
        goals.addAll(hangingGoal());
        report.addText("""
                What a call costs its caller while a candidate's answer is compared with control's. Nanoseconds: median
                (least–most) of the iterations of JMH; then bytes allocated per call, by all threads together. With a load average above about 0.5 something
                else was measured too: times are then too high, bytes and counts stay right.""");
        report.addGoals(goals);
        report.addText("## Evenkeel alone, paths that do nothing\n\n" + own.toText());
        report.addText("## A call in shadow, paths that do nothing\n\n" + costs() + """

                One thread calls as fast as it can. LaunchDarkly and Scientist answer every call twice. Evenkeel has
                room for 100 waiting calls and drops the others, so most calls at this rate pay for the refusal.""");
        report.addText("## Control takes 1 ms, calls from eight threads\n\n" + load() + """

                Milliseconds of the calls that returned. *Did not return*: calls that were still waiting for a hanging
                candidate when it was let go at the end of the round; they are in no percentile. *Not answered twice*:
                calls for which the candidate had not begun by then. *Threads*: those alive at the end besides the
                callers, the most of three rounds, with those that the library has for other work.
                *Ended early*: a round stops at 500 hanging calls, because each holds threads of this machine.""");
        report.addValue("own", own);
        report.addValue("contest", entrants);
    }

    private List<BenchmarkGoal> hangingGoal() {
        return entrants.stream()
                .filter(entrant -> entrant.name().equals(OURS))
                .map(ours -> {
                    double alone = ours.loadFor(CandidateBehaviour.OFF).tailMillis();
                    ShadowLoadResult hanging = ours.loadFor(CandidateBehaviour.HANGING);
                    return new BenchmarkGoal(
                            "a candidate that hangs for ever: p99 of the caller at most 5% above control's alone",
                            millis(hanging.tailMillis()) + " ms beside " + millis(alone) + " ms, " + hanging.stuck()
                                    + " calls did not return",
                            hanging.stuck() == 0 && hanging.tailMillis() <= TOLERATED * alone);
                })
                .toList();
    }

    private String costs() {
        return MarkdownTable.format(
                List.of("library", "mode and settings", "ns, B"),
                entrants.stream()
                        .map(entrant -> List.of(
                                entrant.name() + " (" + entrant.library() + ")",
                                entrant.settings(),
                                entrant.cost().toCell()))
                        .toList());
    }

    private String load() {
        List<List<String>> rows = new ArrayList<>();
        for (CandidateBehaviour behaviour : CandidateBehaviour.values()) {
            for (ShadowContenderResult entrant : entrants) {
                rows.add(row(behaviour, entrant));
            }
        }
        return MarkdownTable.format(
                List.of("", "library", "p50", "p99", "calls", "did not return", "not answered twice", "threads"), rows);
    }

    private static List<String> row(CandidateBehaviour behaviour, ShadowContenderResult entrant) {
        ShadowLoadResult figures = entrant.loadFor(behaviour);
        boolean none = figures.calls() == figures.stuck();
        return List.of(
                behaviour.description(),
                entrant.name(),
                none ? "-" : millis(figures.medianMillis()),
                none ? "-" : millis(figures.tailMillis()),
                Long.toString(figures.calls()),
                Long.toString(figures.stuck()),
                behaviour == CandidateBehaviour.OFF ? "-" : Long.toString(figures.unanswered()),
                figures.threads() + (figures.endedEarly() ? ", ended early" : ""));
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
