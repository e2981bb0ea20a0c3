// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeStatus;
import dev.evenkeel.files.change.ExternalChangeReport;
import dev.evenkeel.files.change.ExternalChangeReport.State;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes reports in: each once, whatever order they come in. One transaction each. Thread-safe.
@Component
class ChangeIngestionService {
    private final ChangeRepository changes;
    private final AuditLog ledger;
    private final Clock clock;

    ChangeIngestionService(ChangeRepository changes, AuditLog ledger, Clock clock) {
        this.changes = changes;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Takes a report in.
    ///
    /// @param caller sent it
    /// @return the change that it is about; empty when it takes back a change and none is known
    /// @throws dev.evenkeel.server.foundation.problems.ForbiddenException when the caller is no author of the
    ///     service that the report names, of the change that it ends, or of the one that it repairs, which is a
    ///     failed one then
    @Transactional
    Optional<String> take(ExternalChangeReport report, Caller.Actor caller) {
        caller.require(Right.AUTHOR, List.of(report.service()));
        return report.state() == State.ROLLED_BACK
                ? takeBack(report, caller.name())
                : Optional.of(follow(report, caller));
    }

    /// Takes reports in, all or none.
    ///
    /// @return for each the change that it is about; empty where it takes back a change and
    ///     none is known
    @Transactional
    List<Optional<String>> takeAll(List<ExternalChangeReport> reports, Caller.Actor caller) {
        return reports.stream().map(report -> take(report, caller)).toList();
    }

    private String follow(ExternalChangeReport report, Caller.Actor caller) {
        String repairs = report.details().repairs();
        if (repairs != null) {
            requireAuthor(caller, changes.find(repairs).orElseThrow(() -> notFound(repairs)));
        }
        RecordedChange fresh = fresh(report);
        if (changes.insert(fresh, now())) {
            ledger.append(new AuditEvent(
                    caller.name(), "change.reported", fresh.id(), report.state() + ": " + title(report), null, null));
            return fresh.id();
        }
        RecordedChange known = changes.lock(report.origin()).orElseThrow();
        requireAuthor(caller, known);
        if (report.state() != State.STARTED && changes.finish(known.id(), status(report.state()), report.at())) {
            ledger.append(new AuditEvent(
                    caller.name(), "change.ended", known.id(), report.state() + ": " + title(report), null, null));
        }
        return known.id();
    }

    private static void requireAuthor(Caller.Actor caller, RecordedChange change) {
        caller.require(Right.AUTHOR, List.of(change.change().service()));
    }

    private static RecordedChange fresh(ExternalChangeReport report) {
        boolean runs = report.state() == State.STARTED;
        ExternalChangeReport.Details details = report.details();
        return new RecordedChange(
                new Change(
                        IdGenerator.id("ch-"),
                        report.service(),
                        report.environment(),
                        details.kind(),
                        status(report.state()),
                        report.at(),
                        runs ? null : report.at(),
                        details.committedAt(),
                        details.unplanned()),
                report.origin(),
                details,
                null,
                null);
    }

    private static ChangeStatus status(State state) {
        return switch (state) {
            case STARTED -> ChangeStatus.RUNNING;
            case GIVEN_UP -> ChangeStatus.GIVEN_UP;
            case DONE, ROLLED_BACK -> ChangeStatus.DONE;
        };
    }

    private Optional<String> takeBack(ExternalChangeReport report, String who) {
        Optional<String> before = changes.takenBackBy(report.origin());
        if (before.isPresent()) {
            return before;
        }
        Optional<RecordedChange> newest = changes.lockNewestDone(report.service(), report.environment(), report.at());
        newest.ifPresent(change -> {
            changes.takeBack(change.id(), report.origin(), report.at());
            ledger.append(new AuditEvent(who, "change.rolled-back", change.id(), title(report), null, null));
        });
        return newest.map(RecordedChange::id);
    }

    /// Lets a person say how a change turned out.
    @Transactional
    void say(String id, RecordedChange.OutcomeVerdict word, String who) {
        if (!changes.say(id, word)) {
            throw notFound(id);
        }
        ledger.append(new AuditEvent(who, "change.judged", id, word.outcome() + ": " + word.reason(), null, null));
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
                "There is no change " + id + ".",
                "GET /api/v1/changes lists all of them.");
    }
}
