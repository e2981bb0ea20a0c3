// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.api.GateOverrideApi.CreateGateOverrideRequest;
import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.gates.gate.ExpiryRule;
import dev.evenkeel.server.gates.gate.GateAuditSerializer;
import dev.evenkeel.server.gates.gate.GatePolicyQueries;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for gate overrides. Thread-safe.
@Component
public class GateOverrideService {
    private static final int SHOWN = 100;
    private static final Pattern NEW_KEY = Pattern.compile("[A-Za-z0-9._-]{1,256}");

    private final GateOverrideRepository gateOverrideRepository;
    private final GatePolicyQueries policies;
    private final FlagService flags;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GateOverrideService(
            GateOverrideRepository gateOverrideRepository,
            GatePolicyQueries policies,
            FlagService flags,
            AuditLog auditLog,
            ApplicationEventPublisher events,
            Clock clock) {
        this.gateOverrideRepository = gateOverrideRepository;
        this.policies = policies;
        this.flags = flags;
        this.auditLog = auditLog;
        this.events = events;
        this.clock = clock;
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
    ///
    /// @throws NotFoundException if the flag does not exist, unless the override is for a new flag
    /// @throws ValidationException with all validation errors
    @Transactional
    FlagGateOverride create(String environment, String flag, JsonRequest<CreateGateOverrideRequest> body, String who) {
        CreateGateOverrideRequest given = body.peek();
        if (given != null && Boolean.TRUE.equals(given.newFlag())) {
            requireNewFlag(environment, flag);
        } else {
            flags.requireFlag(environment, flag);
        }
        Instant now = now();
        CreateGateOverrideRequest request = body.orThrow(
                "The override was not created.", (valid, errors) -> check(environment, valid, now, errors));
        var override = new FlagGateOverride(
                environment,
                flag,
                new GateOverride(
                        IdAndSecretGenerator.newId("go-"),
                        request.gate(),
                        who,
                        request.reason(),
                        request.changeClass(),
                        now,
                        request.expiresAt()));
        gateOverrideRepository.insert(override);
        auditLog.append(new AuditEvent(
                who,
                "gate.overridden",
                environment + "/" + flag,
                request.reason(),
                null,
                GateAuditSerializer.toJson(override)));
        events.publishEvent(new GatesChangedEvent());
        return override;
    }

    private void requireNewFlag(String environment, String flag) {
        boolean exists = flags.getSnapshot(environment).hasFlag(flag);
        if (exists || !NEW_KEY.matcher(flag).matches()) {
            String problem = exists ? "already exists in environment " + environment : "is not a valid flag key";
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The flag \"" + flag + "\" " + problem + ". The override was not created.",
                    exists ? "Omit --new-flag." : "Use 1 to 256 letters, digits, dots, hyphens and underscores.",
                    List.of(new ValidationError("/newFlag", problem, "omit newFlag for an existing flag")));
        }
    }

    private void check(String environment, CreateGateOverrideRequest request, Instant now, ValidationErrors errors) {
        requireOneOf("/gate", request.gate(), policies.listGateNames(), errors);
        requireOneOf(
                "/changeClass",
                request.changeClass(),
                policies.getPolicy(environment).overrideClasses().stream()
                        .sorted()
                        .toList(),
                errors);
        ExpiryRule.check(request.expiresAt(), now, errors);
    }

    private static void requireOneOf(
            String pointer, @Nullable String name, List<String> allowed, ValidationErrors errors) {
        if (name != null && !allowed.contains(name)) {
            errors.add(
                    pointer,
                    "is not allowed: \"" + name + "\"",
                    allowed.isEmpty()
                            ? "the gate policy of this environment allows no overrides"
                            : "allowed: " + String.join(", ", allowed));
        }
    }

    /// Ends an override before it expires.
    ///
    /// @throws NotFoundException if there is no valid override with this id
    @Transactional
    void end(String environment, String id, String who) {
        if (!gateOverrideRepository.end(environment, id, now())) {
            throw new NotFoundException(
                    ProblemCode.OVERRIDE_NOT_FOUND,
                    "Environment " + environment + " has no active override " + id + ".",
                    "To list the overrides: ./evenkeel override list --environment " + environment);
        }
        auditLog.append(new AuditEvent(who, "gate.override-revoked", id, "", null, null));
        events.publishEvent(new GatesChangedEvent());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
