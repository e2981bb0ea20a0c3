// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeStatus;
import dev.evenkeel.engine.change.ReportedChangeState;
import dev.evenkeel.files.change.ExternalChangeReport;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that stores change reports. Processing is idempotent and independent of the order of reports.
/// One transaction per call. Thread-safe.
@Component
class ChangeIngestionService {
    private final ChangeRepository changes;
    private final AuditLog auditLog;
    private final Clock clock;

    ChangeIngestionService(ChangeRepository changes, AuditLog auditLog, Clock clock) {
        this.changes = changes;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Creates or updates a change from a report.
    ///
    /// @param caller sender of the report
    /// @return id of the change; empty for a rollback report without a matching change
    /// @throws dev.evenkeel.server.foundation.problems.ForbiddenException if the caller is not an author of the
    ///     service that the report names, of the change that it ends, or of the change that it fixes (which
    ///     then counts as failed)
    @Transactional
    Optional<String> ingest(ExternalChangeReport report, Caller.Actor caller) {
        caller.requireRight(Right.AUTHOR, List.of(report.service()));
        return report.state() == ReportedChangeState.ROLLED_BACK
                ? recordRollback(report, caller.name())
                : Optional.of(recordProgress(report, caller));
    }

    /// Processes a batch of reports, all or none.
    ///
    /// @return for each report the id of its change; empty for a rollback report without a matching change
    @Transactional
    List<Optional<String>> ingestAll(List<ExternalChangeReport> reports, Caller.Actor caller) {
        return reports.stream().map(report -> ingest(report, caller)).toList();
    }

    private String recordProgress(ExternalChangeReport report, Caller.Actor caller) {
        String repairs = report.details().fixes();
        if (repairs != null) {
            requireAuthor(caller, changes.findById(repairs).orElseThrow(() -> notFound(repairs)));
        }
        RecordedChange fresh = toNewChange(report);
        if (changes.insert(fresh, now())) {
            auditLog.append(new AuditEvent(
                    caller.name(), "change.reported", fresh.id(), report.state() + ": " + title(report), null, null));
            return fresh.id();
        }
        RecordedChange known = changes.lockByOrigin(report.origin()).orElseThrow();
        requireAuthor(caller, known);
        if (report.state() != ReportedChangeState.STARTED
                && changes.finish(known.id(), toStatus(report.state()), report.at())) {
            auditLog.append(new AuditEvent(
                    caller.name(), "change.ended", known.id(), report.state() + ": " + title(report), null, null));
        }
        return known.id();
    }

    private static void requireAuthor(Caller.Actor caller, RecordedChange change) {
        caller.requireRight(Right.AUTHOR, List.of(change.change().service()));
    }

    private static RecordedChange toNewChange(ExternalChangeReport report) {
        boolean runs = report.state() == ReportedChangeState.STARTED;
        ExternalChangeReport.Details details = report.details();
        return new RecordedChange(
                new Change(
                        IdAndSecretGenerator.newId("ch-"),
                        report.service(),
                        report.environment(),
                        details.kind(),
                        toStatus(report.state()),
                        report.at(),
                        runs ? null : report.at(),
                        details.committedAt(),
                        details.unplanned()),
                report.origin(),
                details,
                null,
                null);
    }

    private static ChangeStatus toStatus(ReportedChangeState state) {
        return switch (state) {
            case STARTED -> ChangeStatus.RUNNING;
            case ABORTED -> ChangeStatus.ABORTED;
            case COMPLETED, ROLLED_BACK -> ChangeStatus.COMPLETED;
        };
    }

    private Optional<String> recordRollback(ExternalChangeReport report, String who) {
        Optional<String> before = changes.findRolledBackBy(report.origin());
        if (before.isPresent()) {
            return before;
        }
        Optional<RecordedChange> newest = changes.lockNewestDone(report.service(), report.environment(), report.at());
        newest.ifPresent(change -> {
            changes.markRolledBack(change.id(), report.origin(), report.at());
            auditLog.append(new AuditEvent(who, "change.rolled-back", change.id(), title(report), null, null));
        });
        return newest.map(RecordedChange::id);
    }

    /// Sets the outcome of a change manually.
    @Transactional
    void setOutcome(String id, RecordedChange.ManualOutcome word, String who) {
        if (!changes.setOutcome(id, word)) {
            throw notFound(id);
        }
        auditLog.append(
                new AuditEvent(who, "change.outcome-set", id, word.outcome() + ": " + word.reason(), null, null));
    }

    private static String title(ExternalChangeReport report) {
        return report.service() + " in " + report.environment() + " "
                + report.details().title();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static NotFoundException notFound(String id) {
        return new NotFoundException(
                ProblemCode.CHANGE_NOT_FOUND,
                "Change " + id + " does not exist.",
                "To list changes: ./evenkeel change list");
    }
}
