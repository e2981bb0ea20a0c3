// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.engine.slo.Slo;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finds out what SLOs cause that were just set: incidents, and changes that they hold back. Thread-safe.
@Component
class SloConsequenceService {
    private static final Logger LOG = LoggerFactory.getLogger(SloConsequenceService.class);

    private final SloService slos;
    private final SloEvaluation turn;
    private final BudgetGate budgets;
    private final List<SloConsequenceProvider> consequences;
    private final Clock clock;

    SloConsequenceService(
            SloService slos,
            SloEvaluation turn,
            BudgetGate budgets,
            List<SloConsequenceProvider> consequences,
            Clock clock) {
        this.slos = slos;
        this.turn = turn;
        this.budgets = budgets;
        this.consequences = consequences;
        this.clock = clock;
    }

    /// What the SLOs cause that are others than before. Those whose outcomes this server has are judged at
    /// once.
    ///
    /// @param before all SLOs as they were
    /// @return sentences; empty when they cause nothing
    List<String> since(List<Slo> before) {
        List<Slo> changed =
                slos.slos().stream().filter(slo -> !before.contains(slo)).toList();
        budgets.forget();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Stream<String> judgedLater = changed.stream().flatMap(slo -> judge(slo, now));
        return Stream.concat(
                        judgedLater.toList().stream(),
                        consequences.stream().flatMap(known -> known.of(changed).stream()))
                .toList();
    }

    private Stream<String> judge(Slo slo, Instant now) {
        if (slo.indicator() instanceof ServiceLevelIndicator.Outcomes) {
            try {
                turn.look(slo, now);
                return Stream.empty();
            } catch (RuntimeException e) {
                LOG.warn("SLO {} was set and cannot be judged yet", slo.name(), e);
            }
        }
        return Stream.of("SLO " + slo.name() + " is judged when its source answered, which may open incidents and hold"
                + " changes back.");
    }
}
