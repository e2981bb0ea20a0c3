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

/// The service that determines the consequences of changed SLOs, such as incidents and held rollouts.
/// Thread-safe.
@Component
class SloChangeConsequenceService {
    private static final Logger LOG = LoggerFactory.getLogger(SloChangeConsequenceService.class);

    private final SloQueries slos;
    private final SingleSloEvaluationRunner singleSloEvaluationRunner;
    private final BudgetGate budgets;
    private final List<SloConsequenceProvider> consequences;
    private final Clock clock;

    SloChangeConsequenceService(
            SloQueries slos,
            SingleSloEvaluationRunner singleSloEvaluationRunner,
            BudgetGate budgets,
            List<SloConsequenceProvider> consequences,
            Clock clock) {
        this.slos = slos;
        this.singleSloEvaluationRunner = singleSloEvaluationRunner;
        this.budgets = budgets;
        this.consequences = consequences;
        this.clock = clock;
    }

    /// Returns the consequences of SLOs that differ from before. SLOs that count outcomes of this server are
    /// evaluated immediately.
    ///
    /// @param before all SLOs before the change
    /// @return sentences; empty without consequences
    List<String> evaluateChanges(List<Slo> before) {
        List<Slo> changed = slos.listDefinitions().stream()
                .filter(slo -> !before.contains(slo))
                .toList();
        budgets.invalidateCache();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Stream<String> judgedLater = changed.stream().flatMap(slo -> evaluate(slo, now));
        return Stream.concat(
                        judgedLater.toList().stream(),
                        consequences.stream().flatMap(known -> known.listConsequences(changed).stream()))
                .toList();
    }

    private Stream<String> evaluate(Slo slo, Instant now) {
        if (slo.indicator() instanceof ServiceLevelIndicator.FlagOutcomesIndicator) {
            try {
                singleSloEvaluationRunner.evaluate(slo, now);
                return Stream.empty();
            } catch (RuntimeException e) {
                LOG.warn("Failed to evaluate the changed SLO {}; the evaluation is retried", slo.name(), e);
            }
        }
        return Stream.of("SLO " + slo.name() + " is evaluated when its data source responds. This may open incidents"
                + " and block changes.");
    }
}
