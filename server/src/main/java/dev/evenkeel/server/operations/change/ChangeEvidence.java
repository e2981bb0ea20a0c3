// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.BeforeAfter;
import dev.evenkeel.engine.change.Change;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.operations.slo.SloCounts;
import dev.evenkeel.server.operations.slo.Slos;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// Compares how a service was before a change and after it, by what its objectives count. Thread-safe.
@Component
public class ChangeEvidence {
    private final Changes changes;
    private final Slos slos;
    private final Clock clock;

    ChangeEvidence(Changes changes, Slos slos, Clock clock) {
        this.changes = changes;
        this.slos = slos;
        this.clock = clock;
    }

    /// Compares as many minutes before the change began with as many after it was done, or those
    /// that are over.
    ///
    /// @throws Conflict while it runs
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is none
    public EvidenceView of(String id, Duration length) {
        Change change = changes.get(id).recorded().change();
        Instant done = change.finishedAt();
        if (done == null) {
            throw new Conflict(
                    ErrorCode.CHANGE_RUNS,
                    "Change " + id + " still runs: there is no time after it.",
                    "Report that it is DONE, wait some minutes and ask again.");
        }
        Instant begin = change.startedAt().truncatedTo(ChronoUnit.MINUTES);
        var before = new EvidenceView.Stretch(begin.minus(length), begin);
        Instant from = done.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant over = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant to = from.plus(length).isBefore(over) ? from.plus(length) : over;
        var after = new EvidenceView.Stretch(from, to.isBefore(from) ? from : to);
        return new EvidenceView(
                id, change.service(), BeforeAfter.LABEL, before, after, compared(change.service(), before, after));
    }

    private List<EvidenceView.OfObjective> compared(
            String service, EvidenceView.Stretch before, EvidenceView.Stretch after) {
        List<SloCounts> later = slos.counts(service, after.from(), after.to());
        return slos.counts(service, before.from(), before.to()).stream()
                .flatMap(one -> later.stream()
                        .filter(other -> other.slo().equals(one.slo()))
                        .map(other -> EvidenceView.OfObjective.of(one, other)))
                .toList();
    }
}
