// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.GateAuditSerializer;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for gate overrides. Thread-safe.
@Component
public class GateOverrideService {
    private static final int SHOWN = 100;

    private final GateOverrideRepository gateOverrideRepository;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;

    GateOverrideService(
            GateOverrideRepository gateOverrideRepository, AuditLog auditLog, ApplicationEventPublisher events) {
        this.gateOverrideRepository = gateOverrideRepository;
        this.auditLog = auditLog;
        this.events = events;
    }

    /// Returns overrides of an environment, including expired ones, newest first.
    public List<FlagGateOverride> listNewest(String environment) {
        return gateOverrideRepository.listNewest(environment, SHOWN);
    }

    /// Returns overrides whose validity overlaps a period, oldest first.
    ///
    /// @param environment null for all environments
    public List<FlagGateOverride> listBetween(@Nullable String environment, Instant from, Instant to) {
        return gateOverrideRepository.listBetween(environment, from, to);
    }

    /// Creates an override.
    @Transactional
    FlagGateOverride create(FlagGateOverride flagGateOverride) {
        GateOverride override = flagGateOverride.override();
        gateOverrideRepository.insert(flagGateOverride);
        auditLog.append(new AuditEvent(
                override.createdBy(),
                "gate.overridden",
                flagGateOverride.environment() + "/" + flagGateOverride.flag(),
                override.reason(),
                null,
                GateAuditSerializer.toJson(flagGateOverride)));
        events.publishEvent(new GatesChangedEvent());
        return flagGateOverride;
    }

    /// Ends an override before it expires.
    ///
    /// @throws NotFoundException if there is no valid override with this id
    @Transactional
    void end(String environment, String id, String who, Instant now) {
        if (!gateOverrideRepository.end(environment, id, now)) {
            throw new NotFoundException(
                    ProblemCode.OVERRIDE_NOT_FOUND,
                    "Environment " + environment + " has no active override " + id + ".",
                    "To list the overrides: ./evenkeel override list --environment " + environment);
        }
        auditLog.append(new AuditEvent(who, "gate.override-revoked", id, "", null, null));
        events.publishEvent(new GatesChangedEvent());
    }
}
