// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Keeps every SLO judged: a look at each every five seconds, of which one a minute has something to
/// do. One that cannot be looked at is logged and tried again; the others go on. One thread.
@Component
class SloEvaluationJob extends BackgroundJob {
    private static final Logger LOG = LoggerFactory.getLogger(SloEvaluationJob.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final SloService slos;
    private final SloEvaluation turn;
    private final Clock clock;
    private final RepeatingTask work = new RepeatingTask("service level objectives", PAUSE, Duration.ZERO, this::look);
    private Set<String> failing = new HashSet<>();

    SloEvaluationJob(SloService slos, SloEvaluation turn, Clock clock) {
        this.slos = slos;
        this.turn = turn;
        this.clock = clock;
    }

    private void look() {
        Set<String> failed = new HashSet<>();
        for (Slo slo : slos.slos()) {
            if (!work.isRunning()) {
                return;
            }
            try {
                turn.look(slo, clock.instant().truncatedTo(ChronoUnit.MICROS));
            } catch (RuntimeException e) {
                failed.add(slo.name());
                if (!failing.contains(slo.name())) {
                    LOG.error("SLO {} cannot be looked at; tried again and again", slo.name(), e);
                }
            }
        }
        failing = failed;
    }

    @Override
    protected RepeatingTask work() {
        return work;
    }
}
