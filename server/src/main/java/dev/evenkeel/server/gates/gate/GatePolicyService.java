// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.api.GateApi.GatePolicyResponse;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for the gate policies of environments. Thread-safe.
@Component
public class GatePolicyService {
    private final GatePolicyRepository gatePolicyRepository;
    private final FlagService flags;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;

    GatePolicyService(
            GatePolicyRepository gatePolicyRepository,
            FlagService flags,
            AuditLog auditLog,
            ApplicationEventPublisher events) {
        this.gatePolicyRepository = gatePolicyRepository;
        this.flags = flags;
        this.auditLog = auditLog;
        this.events = events;
    }

    /// Returns the policy of an environment.
    public GatePolicy getPolicy(String environment) {
        return gatePolicyRepository.findByEnvironment(environment).orElse(GatePolicy.DEFAULT);
    }

    /// Sets the policy of an environment.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    @Transactional
    void save(String environment, GatePolicy policy, String reason, String who) {
        flags.getSnapshot(environment);
        GatePolicy before = getPolicy(environment);
        gatePolicyRepository.save(environment, policy);
        auditLog.append(new AuditEvent(who, "gate.policy-set", environment, reason, toJson(before), toJson(policy)));
        events.publishEvent(new GatesChangedEvent());
    }

    private static String toJson(GatePolicy policy) {
        return GateAuditSerializer.toJson(toResponse(policy, List.of()));
    }

    /// @param availableGates names of all gates
    static GatePolicyResponse toResponse(GatePolicy policy, List<String> availableGates) {
        Set<String> required = policy.requiredGates();
        Percent limit = policy.maxTreatmentShare();
        return new GatePolicyResponse(
                required == null ? null : required.stream().sorted().toList(),
                policy.overrideClasses().stream().sorted().toList(),
                policy.requiredApprovals(),
                policy.approvalRules(),
                policy.editsRequireApproval(),
                limit == null ? null : limit.toBigDecimal(),
                availableGates);
    }
}
