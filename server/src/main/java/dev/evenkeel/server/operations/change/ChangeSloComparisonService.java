// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.api.ChangeApi.ChangeSloComparisonResponse;
import dev.evenkeel.api.ChangeApi.ComparedTimeRange;
import dev.evenkeel.api.ChangeApi.ObjectiveComparison;
import dev.evenkeel.api.ChangeApi.PeriodBadEventCounts;
import dev.evenkeel.api.ChangeApi.RatioInterval;
import dev.evenkeel.core.stats.FailureRatioInterval;
import dev.evenkeel.engine.change.BeforeAfterComparison;
import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.stats.ObservedProportion;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.operations.slo.SloEventCounts;
import dev.evenkeel.server.operations.slo.SloQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// The service that compares the events of a service's SLOs before and after a change. Thread-safe.
@Component
public class ChangeSloComparisonService {
    private final ReportedChangeQueries changes;
    private final SloQueries slos;
    private final Clock clock;

    ChangeSloComparisonService(ReportedChangeQueries changes, SloQueries slos, Clock clock) {
        this.changes = changes;
        this.slos = slos;
        this.clock = clock;
    }

    /// Compares the period before the start of a change with an equally long period after its end. The second
    /// period is shorter if it has not fully elapsed.
    ///
    /// @throws ConflictException if the change is still running
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the change does not exist
    public ChangeSloComparisonResponse compare(String id, Duration length) {
        Change change = changes.get(id).recorded().change();
        Instant done = change.finishedAt();
        if (done == null) {
            throw new ConflictException(
                    ProblemCode.CHANGE_RUNNING,
                    "Change " + id + " is still running, so there is no period after it to compare.",
                    "Report it as COMPLETED (./evenkeel change record), then retry after a few minutes.");
        }
        Instant begin = change.startedAt().truncatedTo(ChronoUnit.MINUTES);
        var before = new ComparedTimeRange(begin.minus(length), begin);
        Instant from = done.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant over = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant to = from.plus(length).isBefore(over) ? from.plus(length) : over;
        var after = new ComparedTimeRange(from, to.isBefore(from) ? from : to);
        return new ChangeSloComparisonResponse(
                id,
                change.service(),
                BeforeAfterComparison.LABEL,
                before,
                after,
                compareObjectives(change.service(), before, after));
    }

    private List<ObjectiveComparison> compareObjectives(
            String service, ComparedTimeRange before, ComparedTimeRange after) {
        List<SloEventCounts> later = slos.listCounts(service, after.from(), after.to());
        return slos.listCounts(service, before.from(), before.to()).stream()
                .flatMap(one -> later.stream()
                        .filter(other -> other.slo().equals(one.slo()))
                        .map(other -> toComparison(one, other)))
                .toList();
    }

    private static ObjectiveComparison toComparison(SloEventCounts before, SloEventCounts after) {
        var compared =
                BeforeAfterComparison.of(before.sum().counts(), after.sum().counts());
        return new ObjectiveComparison(
                before.slo(),
                compared.conclusion(),
                toCounts(compared.before(), before),
                toCounts(compared.after(), after),
                compared.ratio().map(ChangeSloComparisonService::toInterval).orElse(null));
    }

    private static PeriodBadEventCounts toCounts(ObservedProportion bad, SloEventCounts counts) {
        boolean any = bad.total() > 0;
        return new PeriodBadEventCounts(
                bad.count(),
                bad.total(),
                any ? bad.share() : null,
                any ? bad.low() : null,
                any ? bad.high() : null,
                counts.sum().coverage().counted(),
                counts.sum().coverage().requested());
    }

    private static RatioInterval toInterval(FailureRatioInterval interval) {
        return new RatioInterval(interval.low(), Double.isInfinite(interval.high()) ? null : interval.high());
    }
}
