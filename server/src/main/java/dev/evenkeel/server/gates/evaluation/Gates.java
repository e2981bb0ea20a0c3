// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GateReport;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateQuestion;
import dev.evenkeel.server.gates.gate.Policies;
import dev.evenkeel.server.gates.override.OverrideTable;
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
public class Gates {
    private static final Logger LOG = LoggerFactory.getLogger(Gates.class);

    private final List<Gate> gates;
    private final Policies policies;
    private final OverrideTable overrides;
    private final Services services;
    private final TransactionTemplate reading;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    public Gates(
            List<Gate> gates,
            Policies policies,
            OverrideTable overrides,
            Services services,
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
    public GateReport report(GateQuestion asked, Instant now) {
        GateQuestion question = asked.of(service(asked));
        List<GateAnswer> answers = gates.stream()
                .flatMap(gate -> answers(gate, question, now).stream())
                .toList();
        return GateReport.of(policies.of(question.environment()), answers, overrides(question, now), now);
    }

    private List<GateOverride> overrides(GateQuestion question, Instant now) {
        String flag = question.flag();
        return flag == null ? List.of() : overrides.validAt(question.environment(), flag, now);
    }

    private @Nullable String service(GateQuestion question) {
        String flag = question.flag();
        return flag == null
                ? question.service()
                : services.ofFlag(question.environment(), flag)
                        .map(Service::key)
                        .orElse(question.service());
    }

    private List<GateAnswer> answers(Gate gate, GateQuestion question, Instant now) {
        try {
            List<GateAnswer> answers = reading.execute(status -> gate.answers(question, now));
            failing.remove(gate.name());
            return answers == null || answers.isEmpty()
                    ? List.of(GateAnswer.unknown(gate.name(), "it did not answer"))
                    : answers;
        } catch (RuntimeException e) {
            if (failing.add(gate.name())) {
                LOG.warn("Gate {} cannot tell, and is asked again and again", gate.name(), e);
            }
            return List.of(GateAnswer.unknown(gate.name(), "asking it fails: " + e));
        }
    }
}
