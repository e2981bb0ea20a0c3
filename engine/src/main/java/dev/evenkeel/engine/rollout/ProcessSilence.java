// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Holds a rollout while outcomes of a process are missing. It never rolls back.
final class ProcessSilence {
    private static final String UNHEARD =
            "blind: no outcomes yet since the server looks again, or since its clock was set";
    private static final String UNKNOWN = "blind: the server has not looked yet whether every process sends outcomes";
    private static final int MOST_NAMED = 3;

    private ProcessSilence() {}

    /// The hold for processes that send nothing while the server listens.
    static Optional<Decision.Hold> hold(Progress progress, Instant now) {
        Instant listeningSince = progress.listeningSince();
        List<QuietProcess> silent = progress.quiet().all().stream()
                .filter(process -> process.isSilent(listeningSince, now))
                .toList();
        return silent.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision.Hold(
                        HoldKind.SILENT,
                        "blind: "
                                + named(silent, "; ", process -> words(process, process.since(listeningSince, now)))));
    }

    /// The hold in place of going on before the processes were heard again after an absence of the server, or after
    /// its clock was set.
    static Optional<Decision.Hold> holdUntilHeard(Progress progress) {
        if (!progress.isHeard()) {
            return Optional.of(new Decision.Hold(HoldKind.BLIND, UNHEARD));
        }
        List<QuietProcess> unheard = progress.quiet().all();
        if (!progress.quiet().known()) {
            return Optional.of(new Decision.Hold(HoldKind.BLIND, UNKNOWN));
        }
        return unheard.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision.Hold(
                        HoldKind.SILENT, UNHEARD + ", from " + named(unheard, ", ", ProcessSilence::name)));
    }

    /* They stay the same until a fact changes, so that a hold is not said again as time passes. */
    private static String words(QuietProcess process, Instant since) {
        return name(process) + " has sent no outcomes since " + since.truncatedTo(ChronoUnit.SECONDS)
                + (process.connected()
                        ? " and is connected"
                        : " and is not connected; it is taken for ended " + Words.span(QuietProcess.FORGOTTEN_AFTER)
                                + " after its last sign of life");
    }

    private static String name(QuietProcess process) {
        return "process \"" + process.process() + "\"";
    }

    private static String named(
            List<QuietProcess> processes, String separator, Function<? super QuietProcess, String> words) {
        String named = processes.stream().limit(MOST_NAMED).map(words).collect(Collectors.joining(separator));
        return processes.size() > MOST_NAMED
                ? named + separator + "and at least " + (processes.size() - MOST_NAMED) + " more"
                : named;
    }
}
