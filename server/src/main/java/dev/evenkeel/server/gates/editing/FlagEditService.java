// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.FlagSetState;
import dev.evenkeel.server.flags.definition.FlagSetUpdate;
import dev.evenkeel.server.flags.definition.HashRuleChangeValidator;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for edits of an environment's definition. An edit locks the environment, is validated, passes the
/// gates, and is stored with its audit entry, in one transaction. Concurrent edits and rollbacks wait for the lock, so
/// the next definition is parsed before it is taken. Thread-safe.
@Component
class FlagEditService {
    private final FlagService flags;
    private final EditApprovalGate approvalGate;
    private final EditPauseAndFreezeGate pauseAndFreezeGate;
    private final AuditLog auditLog;
    private final Clock clock;

    FlagEditService(
            FlagService flags,
            EditApprovalGate approvalGate,
            EditPauseAndFreezeGate pauseAndFreezeGate,
            AuditLog auditLog,
            Clock clock) {
        this.flags = flags;
        this.approvalGate = approvalGate;
        this.pauseAndFreezeGate = pauseAndFreezeGate;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Applies an edit to the current definition, unless the result is equivalent.
    ///
    /// @throws NotFoundException when the environment does not exist
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all problems of the next
    ///     definition, except broken rules that are already active
    /// @throws ConflictException as in [FlagService#planUpdate], when a gate is closed, or when the hash rule of
    ///     `fractional` would change without confirmation
    @Transactional
    FlagSetUpdate apply(String environment, FlagEdit edit, EditContext context) {
        EnvironmentSnapshot seen = flags.getSnapshot(environment);
        ParsedFlagSet prepared = edit.applyTo(seen.authored());
        FlagSetState current = flags.getStateForUpdate(environment);
        ParsedFlagSet next = current.revision() == seen.revision()
                ? prepared
                : edit.applyTo(current.definition().text());
        return store(edit, context, current, next);
    }

    /// Replaces the definition as [#apply] does, and creates the environment if it does not exist.
    @Transactional
    FlagSetUpdate replace(String environment, ParsedFlagSet next, EditContext context) {
        flags.createEnvironment(environment);
        return store(FlagEdit.replace(next.text()), context, flags.getStateForUpdate(environment), next);
    }

    private FlagSetUpdate store(FlagEdit edit, EditContext context, FlagSetState current, ParsedFlagSet next) {
        FlagSetUpdate update = flags.planUpdate(current, next, context.expectedRevision());
        if (update.result().changed()) {
            Instant now = clock.instant();
            requireOpenGates(update, context.approvals(), now);
            if (!context.hashRuleConfirmed()) {
                HashRuleChangeValidator.requireNoChange(update.result().hashRule());
            }
            flags.storeUpdate(update, now, context.name(), context.reason());
            auditLog.append(edit.toAuditEvent(context, update));
        }
        return update;
    }

    /// Checks whether the gates accept an update without approvals now.
    ///
    /// @throws ConflictException when a gate is closed
    void requireOpenGates(FlagSetUpdate update) {
        requireOpenGates(update, EditApprovalStatus.NONE, clock.instant());
    }

    /* An edit that only disables flags passes. */
    private void requireOpenGates(FlagSetUpdate update, EditApprovalStatus approvals, Instant now) {
        if (!update.edited().isEmpty() && !update.onlyDisables()) {
            var edit = new ProposedEdit(update, approvals, now, flag -> flags.revertsLatestChange(update, flag));
            approvalGate.check(edit);
            pauseAndFreezeGate.check(edit);
        }
    }
}
