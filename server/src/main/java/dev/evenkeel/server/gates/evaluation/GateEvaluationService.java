// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
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
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of gates: asks all of them. Thread-safe.
@Component
public class GateEvaluationService {
    private static final Logger LOG = LoggerFactory.getLogger(GateEvaluationService.class);

    private final List<Gate> gates;
    private final GatePolicyService policies;
    private final GateOverrideRepository overrides;
    private final ServiceCatalog services;
    private final TransactionTemplate reading;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    public GateEvaluationService(
            List<Gate> gates,
            GatePolicyService policies,
            GateOverrideRepository overrides,
            ServiceCatalog services,
            PlatformTransactionManager transactions) {
        this.gates = gates.stream().sorted(Comparator.comparing(Gate::name)).toList();
        this.policies = policies;
        this.overrides = overrides;
        this.services = services;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// What all gates say of a change now. Every gate is read in a transaction of its own, so that
    /// one that fails is known to have failed and disturbs no other; not to be called where rows
    /// are locked. A few milliseconds.
    ///
    /// @param asked about the service that the catalogue says the flag belongs to, whatever the question says;
    ///     where the catalogue names none, about the one in the question
    public GateEvaluation report(GateContext asked, Instant now) {
        GateContext question = asked.of(service(asked));
        List<GateResult> answers = gates.stream()
                .flatMap(gate -> answers(gate, question, now).stream())
                .toList();
        return GateEvaluation.of(policies.of(question.environment()), answers, overrides(question, now), now);
    }

    private List<GateOverride> overrides(GateContext question, Instant now) {
        String flag = question.flag();
        return flag == null ? List.of() : overrides.validAt(question.environment(), flag, now);
    }

    private @Nullable String service(GateContext question) {
        String flag = question.flag();
        return flag == null
                ? question.service()
                : services.ofFlag(question.environment(), flag)
                        .map(Service::key)
                        .orElse(question.service());
    }

    private List<GateResult> answers(Gate gate, GateContext question, Instant now) {
        try {
            List<GateResult> answers = reading.execute(status -> gate.answers(question, now));
            failing.remove(gate.name());
            return answers == null || answers.isEmpty()
                    ? List.of(GateResult.unknown(gate.name(), "it did not answer"))
                    : answers;
        } catch (RuntimeException e) {
            if (failing.add(gate.name())) {
                LOG.warn("Gate {} cannot tell, and is asked again and again", gate.name(), e);
            }
            return List.of(GateResult.unknown(gate.name(), "asking it fails: " + e));
        }
    }
}
