// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.CandidateRehearsalRun;
import dev.evenkeel.engine.drill.CandidateRehearsalSettings;
import dev.evenkeel.engine.drill.DrillTimestamps;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that starts and lists drills. Thread-safe.
@Component
class DrillService {
    private static final int NEWEST = 50;

    private final DrillRepository repository;
    private final DrillFlagSplitWriter drillFlagSplitWriter;
    private final FlagService flags;
    private final SdkClientService clients;
    private final AuditLog auditLog;

    DrillService(
            DrillRepository repository,
            DrillFlagSplitWriter drillFlagSplitWriter,
            FlagService flags,
            SdkClientService clients,
            AuditLog auditLog) {
        this.repository = repository;
        this.drillFlagSplitWriter = drillFlagSplitWriter;
        this.flags = flags;
        this.clients = clients;
        this.auditLog = auditLog;
    }

    /// The parameters of a drill.
    record StartDrillCommand(String environment, String flag, RollbackPlan plan, String reason) {}

    /// Starts a drill by setting its exposure. [DrillJob] continues it.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the environment or the flag does
    ///     not exist
    /// @throws ConflictException when the drill could not measure anything, or the flag has a split
    @Transactional
    Drill start(StartDrillCommand command, String who, Instant now) {
        DrillFlagSplitWriter.DrillVariants sides = selectVariants(command);
        String id = IdAndSecretGenerator.newId("drill-");
        long revision = drillFlagSplitWriter.exposeCandidate(id, sides);
        if (repository.isRunning(command.environment(), command.flag())) {
            throw drillRefused("another drill of flag " + command.flag() + " is running", "Wait until it ends");
        }
        var drill = new Drill(
                id,
                command.environment(),
                command.flag(),
                command.plan().version(),
                command.plan().expectedTime(),
                sides.control(),
                who,
                command.reason(),
                DrillTimestamps.ofStart(now, revision),
                rehearsal(command.plan().rehearsal(), sides.candidate()),
                null);
        repository.insert(drill);
        auditLog.append(new AuditEvent(who, "drill.started", id, command.reason(), null, DrillResponses.toJson(drill)));
        return drill;
    }

    private static @Nullable CandidateRehearsalRun rehearsal(CandidateRehearsalSettings planned, String candidate) {
        URI address = planned.address();
        return address == null ? null : new CandidateRehearsalRun(address, candidate, planned.keys(), null, null, null);
    }

    private DrillFlagSplitWriter.DrillVariants selectVariants(StartDrillCommand command) {
        DrillEligibilityFlagState drillEligibilityFlagState = DrillEligibilityFlagState.find(
                        flags.requireFlag(command.environment(), command.flag()), command.flag())
                .orElseThrow();
        String stage = drillEligibilityFlagState.stage();
        String other = drillEligibilityFlagState.findOtherVariant().orElse(null);
        if (drillEligibilityFlagState.splitOwner() != null) {
            throw drillRefused(
                    "flag " + command.flag() + " is in use by " + drillEligibilityFlagState.splitOwner(), "End it");
        }
        if (!drillEligibilityFlagState.enabled()) {
            throw drillRefused(
                    "flag " + command.flag() + " is disabled, so a drill would measure nothing",
                    "Enable it with ./evenkeel flag enable " + command.flag());
        }
        if (stage == null || other == null) {
            throw drillRefused(
                    "flag " + command.flag() + " has no default variant, or no second variant to expose",
                    "Define two variants and make one of them the default");
        }
        if (clients.listByEnvironment(command.environment()).stream().noneMatch(SdkClientState::connected)) {
            throw drillRefused(
                    "no SDK is connected to environment " + command.environment()
                            + ", so a drill would measure nothing",
                    "Start the service");
        }
        return new DrillFlagSplitWriter.DrillVariants(command.environment(), command.flag(), stage, other);
    }

    /// Returns the newest drills of a flag, newest first.
    List<Drill> listNewest(String environment, String flag) {
        return repository.listNewest(environment, flag, NEWEST);
    }

    private static ConflictException drillRefused(String why, String remedy) {
        return new ConflictException(
                ProblemCode.DRILL_NOT_POSSIBLE,
                "Cannot start a drill: " + why + ". Nothing was changed.",
                remedy + ", then try again.");
    }
}
