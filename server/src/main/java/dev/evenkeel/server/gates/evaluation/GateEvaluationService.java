// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.gates.gate.GatePolicyService;
import dev.evenkeel.server.gates.override.GateOverrideRepository;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The service that evaluates all gates for a change. Thread-safe.
@Component
public class GateEvaluationService {
    private static final Logger LOG = LoggerFactory.getLogger(GateEvaluationService.class);

    private final List<Gate> gates;
    private final GatePolicyService policies;
    private final GateOverrideRepository overrides;
    private final ServiceCatalogService services;
    private final TransactionTemplate reading;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    public GateEvaluationService(
            List<Gate> gates,
            GatePolicyService policies,
            GateOverrideRepository overrides,
            ServiceCatalogService services,
            PlatformTransactionManager transactions) {
        this.gates = gates.stream().sorted(Comparator.comparing(Gate::name)).toList();
        this.policies = policies;
        this.overrides = overrides;
        this.services = services;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// Evaluates all gates for a change now. Each gate runs in its own read-only transaction, so that a failing
    /// gate is reported as unknown and does not affect others. Do not call it while holding row locks. Takes a
    /// few milliseconds.
    ///
    /// @param gateContext the change; its service is used only if the catalogue has no owner of the flag
    public GateEvaluation evaluate(GateContext gateContext, Instant now) {
        GateContext context = gateContext.withService(resolveService(gateContext));
        List<GateResult> answers = gates.stream()
                .flatMap(gate -> evaluate(gate, context, now).stream())
                .toList();
        return GateEvaluation.evaluate(
                policies.getPolicy(context.environment()), answers, listOverrides(context, now), now);
    }

    private List<GateOverride> listOverrides(GateContext context, Instant now) {
        String flag = context.flag();
        return flag == null ? List.of() : overrides.listValidAt(context.environment(), flag, now);
    }

    private @Nullable String resolveService(GateContext context) {
        String flag = context.flag();
        return flag == null
                ? context.service()
                : services.findByFlag(context.environment(), flag)
                        .map(Service::key)
                        .orElse(context.service());
    }

    private List<GateResult> evaluate(Gate gate, GateContext context, Instant now) {
        try {
            List<GateResult> answers = reading.execute(status -> gate.evaluate(context, now));
            failing.remove(gate.name());
            return answers == null || answers.isEmpty()
                    ? List.of(GateResult.unknown(gate.name(), "the gate returned no result"))
                    : answers;
        } catch (RuntimeException e) {
            if (failing.add(gate.name())) {
                LOG.warn("The evaluation of gate {} fails and is retried", gate.name(), e);
            }
            String cause =
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return List.of(GateResult.unknown(gate.name(), "the evaluation failed: " + cause));
        }
    }
}
