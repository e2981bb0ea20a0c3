// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.api.SloApi.BurnRuleStatus;
import dev.evenkeel.api.SloApi.ObjectiveStatusResponse;
import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The gate for error budgets: blocks changes to a service while a budget is spent or a paging burn alert
/// fires.
///
/// An evaluation reads the whole budget period of each SLO, so results are cached for ten seconds. Thread-safe.
@Component
class BudgetGate implements Gate {
    private static final String NAME = "budget";
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);

    private final SloQueries slos;
    private final Map<String, ServiceGateCacheEntry> known = new ConcurrentHashMap<>();

    BudgetGate(SloQueries slos) {
        this.slos = slos;
    }

    private record ServiceGateCacheEntry(Instant at, List<GateResult> answers) {
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(GOOD_FOR));
        }
    }

    /// Clears the cache of this server. Other servers use new data within ten seconds.
    void invalidateCache() {
        known.clear();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> evaluate(GateContext context, Instant now) {
        String service = context.service();
        ServiceGateCacheEntry before = service == null ? null : known.get(service);
        if (before != null && before.isFresh(now)) {
            return before.answers();
        }
        List<Slo> all = slos.listDefinitions();
        if (all.isEmpty()) {
            return List.of(GateResult.pass(NAME, "no SLO is defined"));
        }
        if (service == null) {
            return List.of(GateResult.unknown(NAME, "SLOs are defined, but the service of the change is unknown"));
        }
        if (all.stream().noneMatch(slo -> slo.service().equals(service))) {
            known.remove(service);
            return List.of(GateResult.pass(NAME, "no SLO is defined for " + service));
        }
        ServiceGateCacheEntry judged = evaluateService(service, now);
        known.put(service, judged);
        return judged.answers();
    }

    private ServiceGateCacheEntry evaluateService(String service, Instant now) {
        List<GateResult> answers = slos.listByService(service).stream()
                .flatMap(slo -> slo.objectives().stream().map(objective -> toResult(slo, objective)))
                .toList();
        return new ServiceGateCacheEntry(now, answers);
    }

    private static GateResult toResult(SloStatusResponse slo, ObjectiveStatusResponse objective) {
        String what = slo.name() + ", " + objective.name();
        return switch (objective.state()) {
            case OK ->
                GateResult.pass(NAME, what + " is within its error budget").withEvidence(evidence(slo, objective));
            case BURNING -> burning(slo, objective, what);
            case SPENT ->
                GateResult.deny(NAME, what + " has spent its error budget").withEvidence(evidence(slo, objective));
            case NO_DATA -> GateResult.unknown(NAME, what + " has no data").withEvidence(evidence(slo, objective));
            case SOURCE_FAILED ->
                GateResult.unknown(NAME, what + " has a data source that does not respond")
                        .withEvidence(evidence(slo, objective));
        };
    }

    /* A ticket is for working hours and does not close the gate. */
    private static GateResult burning(SloStatusResponse slo, ObjectiveStatusResponse objective, String what) {
        Stream<BurnRuleStatus> pages = objective.burns().stream()
                .filter(burn -> burn.firingSince() != null && burn.severity() == BurnAlertRule.Severity.PAGE);
        return pages.findFirst()
                .map(burn -> GateResult.deny(NAME, what + " is burning its error budget fast (" + burn.rule() + ")")
                        .withEvidence(evidence(slo, objective))
                        .withPeriod(burn.firingSince(), null))
                .orElseGet(() -> GateResult.pass(NAME, what + " is burning its error budget slowly")
                        .withEvidence(evidence(slo, objective)));
    }

    private static List<GateResult.GateEvidenceItem> evidence(
            SloStatusResponse slo, ObjectiveStatusResponse objective) {
        Double remaining = objective.remaining();
        String left = QuantityFormatter.formatPercentOrUnknown(remaining);
        String page = "/slos/" + slo.name();
        return objective.state() == ObjectiveStatus.State.OK
                ? List.of(new GateResult.GateEvidenceItem("budget left", left, page))
                : List.of(
                        new GateResult.GateEvidenceItem("budget left", left, page),
                        new GateResult.GateEvidenceItem(
                                "last data",
                                String.valueOf(objective.lastDataAt()).replace("null", "never"),
                                page));
    }
}
