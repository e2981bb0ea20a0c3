// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.slo;

import dev.evenkeel.engine.slo.BurnRule;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.slo.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Judges SLOs by what is stored. Each judgement reads every minute of the period: some 40,000 rows for 30 days.
@Component
class Standings {
    private static final Duration MARGIN = Duration.ofDays(1);

    private final KnownMinuteTable minutes;

    Standings(KnownMinuteTable minutes) {
        this.minutes = minutes;
    }

    /// How each objective stands.
    ///
    /// @param until up to which minutes may be known, on a whole minute
    List<Standing> judge(Slo slo, Instant until) {
        return slo.standings(minutes.timeline(slo.name(), oldest(slo, until), until), until);
    }

    /// Forgets minutes that no window reaches any more.
    void forget(Slo slo, Instant until) {
        minutes.deleteBefore(slo.name(), oldest(slo, until).minus(MARGIN));
    }

    /// Forgets all minutes.
    void forget(String slo) {
        minutes.deleteAll(slo);
    }

    private static Instant oldest(Slo slo, Instant until) {
        Stream<Instant> windows = slo.rules().stream().map(BurnRule::longWindow).map(until::minus);
        return Stream.concat(windows, Stream.of(slo.window().at(until).from()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
