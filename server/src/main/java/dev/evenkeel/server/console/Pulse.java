// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What flows just now.
///
/// @param traffic such as `212 requests/s`; says so when nothing flows
/// @param realisedShare share of calls that the candidate served lately, such as `5.10 %`; null when nothing is known
record Pulse(String traffic, @Nullable String realisedShare) {
    private static final Duration FRESH = Duration.ofSeconds(15);

    /// @param recent the last ticks, oldest first
    /// @param now decides whether they still are the present
    static Pulse of(List<TickFacts> recent, RolloutFacts rollout, Instant now) {
        if (recent.isEmpty()) {
            return new Pulse("no traffic yet", null);
        }
        Instant last = recent.getLast().at();
        if (Duration.between(last, now).compareTo(FRESH) > 0) {
            return new Pulse("no traffic", null);
        }
        return new Pulse(rate(recent), realised(recent, rollout.revision()));
    }

    private static String rate(List<TickFacts> recent) {
        double seconds =
                Duration.between(recent.getFirst().at(), recent.getLast().at()).toMillis() / 1000.0;
        long calls = recent.stream().skip(1).mapToLong(TickFacts::calls).sum();
        return seconds <= 0 ? "traffic not yet measured" : Numbers.count(Math.round(calls / seconds)) + " requests/s";
    }

    private static @Nullable String realised(List<TickFacts> recent, long revision) {
        var ofRevision = recent.stream()
                .filter(tick -> tick.revision() == revision && !tick.late())
                .toList();
        long calls = ofRevision.stream().mapToLong(TickFacts::calls).sum();
        long candidate =
                ofRevision.stream().mapToLong(tick -> tick.candidate().calls()).sum();
        return calls == 0 ? null : Numbers.share((double) candidate / calls);
    }
}
