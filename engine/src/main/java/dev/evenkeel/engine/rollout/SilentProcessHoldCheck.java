// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.MissingDataLimits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The check that holds a rollout while the silent processes serve more of the calls than the plan allows. It
/// never rolls back.
///
/// @param policy the plan's policy for missing data
record SilentProcessHoldCheck(MissingDataLimits policy, GuardDecisionInputs progress, Instant now) {
    private static final String UNHEARD = "cannot evaluate: no outcomes since the server resumed or its clock changed";
    private static final String UNKNOWN =
            "cannot evaluate: the server has not yet checked whether every process" + " sends outcomes";
    private static final int MOST_NAMED = 3;

    /// Returns a hold for processes that send no batches although the server listens, if the policy requires
    /// one.
    Optional<RolloutAction.Hold> findHold() {
        Instant listeningSince = progress.listeningSince();
        List<SilentProcess> silent = progress.quiet().all().stream()
                .filter(process -> process.isSilent(policy.silentAfter(), listeningSince, now))
                .toList();
        return holdFor(
                silent,
                () -> "cannot evaluate: "
                        + formatNames(
                                silent, "; ", process -> describe(process, process.silentSince(listeningSince, now))));
    }

    /// Returns a hold, in place of an advance, until the processes have reported again after the server was
    /// down or its clock was adjusted.
    Optional<RolloutAction.Hold> findHoldUntilHeard() {
        if (!progress.hasOutcomes()) {
            return Optional.of(new RolloutAction.Hold(HoldKind.MISSING_DATA, UNHEARD));
        }
        if (!progress.quiet().known()) {
            return Optional.of(new RolloutAction.Hold(HoldKind.MISSING_DATA, UNKNOWN));
        }
        List<SilentProcess> unheard = progress.quiet().all().stream()
                .filter(process -> process.isQuiet(policy.silentAfter(), now))
                .toList();
        return holdFor(
                unheard, () -> UNHEARD + ", from " + formatNames(unheard, ", ", SilentProcessHoldCheck::formatName));
    }

    private Optional<RolloutAction.Hold> holdFor(List<SilentProcess> missing, Supplier<String> words) {
        return isTolerated(missing)
                ? Optional.empty()
                : Optional.of(new RolloutAction.Hold(HoldKind.SILENT_PROCESS, words.get() + formatTolerance()));
    }

    /* A list at its maximum size may be incomplete, so it is never tolerated. */
    private boolean isTolerated(List<SilentProcess> missing) {
        double share = missing.stream().mapToDouble(SilentProcess::share).sum();
        return missing.isEmpty()
                || (missing.size() < SilentProcesses.MAX_PROCESSES
                        && share <= policy.silentShare().basisPoints() / 1e4
                        && !policy.silentShare().equals(Percent.NONE));
    }

    /* The text stays the same until a fact changes, so that elapsed time alone does not repeat a hold. */
    private String formatTolerance() {
        return policy.silentShare().equals(Percent.NONE)
                ? ""
                : "; the plan tolerates silent processes with at most " + policy.silentShare() + " of the calls";
    }

    private static String describe(SilentProcess process, Instant since) {
        return formatName(process) + " has sent no outcomes since " + since.truncatedTo(ChronoUnit.SECONDS) + " "
                + process.contact().description();
    }

    private static String formatName(SilentProcess process) {
        return "process \"" + process.process() + "\"";
    }

    private static String formatNames(
            List<SilentProcess> processes, String separator, Function<? super SilentProcess, String> words) {
        String named = processes.stream().limit(MOST_NAMED).map(words).collect(Collectors.joining(separator));
        return processes.size() > MOST_NAMED
                ? named + separator + "and at least " + (processes.size() - MOST_NAMED) + " more"
                : named;
    }
}
