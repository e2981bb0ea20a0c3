// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.MissingDataPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Holds a rollout while outcomes of processes are missing that represent more of the calls than the plan
/// allows. It never rolls back.
///
/// @param policy of the plan
record SilentProcessCheck(MissingDataPolicy policy, RolloutProgress progress, Instant now) {
    private static final String UNHEARD =
            "blind: no outcomes yet since the server looks again, or since its clock was set";
    private static final String UNKNOWN = "blind: the server has not looked yet whether every process sends outcomes";
    private static final int MOST_NAMED = 3;

    /// The hold for processes that send nothing while the server listens.
    Optional<RolloutAction.Hold> hold() {
        Instant listeningSince = progress.listeningSince();
        List<SilentProcess> silent = progress.quiet().all().stream()
                .filter(process -> process.isSilent(policy.silentAfter(), listeningSince, now))
                .toList();
        return holdFor(
                silent,
                () -> "blind: " + named(silent, "; ", process -> words(process, process.since(listeningSince, now))));
    }

    /// The hold in place of going on before the processes were heard again after an absence of the server, or
    /// after its clock was set.
    Optional<RolloutAction.Hold> holdUntilHeard() {
        if (!progress.isHeard()) {
            return Optional.of(new RolloutAction.Hold(HoldKind.BLIND, UNHEARD));
        }
        if (!progress.quiet().known()) {
            return Optional.of(new RolloutAction.Hold(HoldKind.BLIND, UNKNOWN));
        }
        List<SilentProcess> unheard = progress.quiet().all().stream()
                .filter(process -> process.isQuiet(policy.silentAfter(), now))
                .toList();
        return holdFor(unheard, () -> UNHEARD + ", from " + named(unheard, ", ", SilentProcessCheck::name));
    }

    private Optional<RolloutAction.Hold> holdFor(List<SilentProcess> missing, Supplier<String> words) {
        return isTolerated(missing)
                ? Optional.empty()
                : Optional.of(new RolloutAction.Hold(HoldKind.SILENT, words.get() + tolerance()));
    }

    /* Where as many are quiet as can be known, the rest may be as well. */
    private boolean isTolerated(List<SilentProcess> missing) {
        double share = missing.stream().mapToDouble(SilentProcess::share).sum();
        return missing.isEmpty()
                || (missing.size() < SilentProcesses.MOST
                        && share <= policy.silentShare().basisPoints() / 1e4
                        && !policy.silentShare().equals(Percent.NONE));
    }

    /* All words stay the same until a fact changes, so that a hold is not said again as time passes. */
    private String tolerance() {
        return policy.silentShare().equals(Percent.NONE)
                ? ""
                : "; silent processes may represent at most " + policy.silentShare() + " of the calls";
    }

    private static String words(SilentProcess process, Instant since) {
        return name(process) + " has sent no outcomes since " + since.truncatedTo(ChronoUnit.SECONDS) + " "
                + process.contact().words();
    }

    private static String name(SilentProcess process) {
        return "process \"" + process.process() + "\"";
    }

    private static String named(
            List<SilentProcess> processes, String separator, Function<? super SilentProcess, String> words) {
        String named = processes.stream().limit(MOST_NAMED).map(words).collect(Collectors.joining(separator));
        return processes.size() > MOST_NAMED
                ? named + separator + "and at least " + (processes.size() - MOST_NAMED) + " more"
                : named;
    }
}
