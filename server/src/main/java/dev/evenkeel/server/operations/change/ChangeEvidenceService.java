// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.BeforeAfterComparison;
import dev.evenkeel.engine.change.Change;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.operations.slo.SloEventCounts;
import dev.evenkeel.server.operations.slo.SloService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// Compares how a service was before a change and after it, by what its objectives count. Thread-safe.
@Component
public class ChangeEvidenceService {
    private final ChangeService changes;
    private final SloService slos;
    private final Clock clock;

    ChangeEvidenceService(ChangeService changes, SloService slos, Clock clock) {
        this.changes = changes;
        this.slos = slos;
        this.clock = clock;
    }

    /// Compares as many minutes before the change began with as many after it was done, or those
    /// that are over.
    ///
    /// @throws ConflictException while it runs
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is none
    public ChangeEvidenceResponse of(String id, Duration length) {
        Change change = changes.get(id).recorded().change();
        Instant done = change.finishedAt();
        if (done == null) {
            throw new ConflictException(
                    ProblemCode.CHANGE_RUNS,
                    "Change " + id + " still runs: there is no time after it.",
                    "Report that it is DONE, wait some minutes and ask again.");
        }
        Instant begin = change.startedAt().truncatedTo(ChronoUnit.MINUTES);
        var before = new ChangeEvidenceResponse.Period(begin.minus(length), begin);
        Instant from = done.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant over = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant to = from.plus(length).isBefore(over) ? from.plus(length) : over;
        var after = new ChangeEvidenceResponse.Period(from, to.isBefore(from) ? from : to);
        return new ChangeEvidenceResponse(
                id,
                change.service(),
                BeforeAfterComparison.LABEL,
                before,
                after,
                compared(change.service(), before, after));
    }

    private List<ChangeEvidenceResponse.ObjectiveEvidence> compared(
            String service, ChangeEvidenceResponse.Period before, ChangeEvidenceResponse.Period after) {
        List<SloEventCounts> later = slos.counts(service, after.from(), after.to());
        return slos.counts(service, before.from(), before.to()).stream()
                .flatMap(one -> later.stream()
                        .filter(other -> other.slo().equals(one.slo()))
                        .map(other -> ChangeEvidenceResponse.ObjectiveEvidence.of(one, other)))
                .toList();
    }
}
