// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Burn;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.slo.Standing;
import dev.evenkeel.engine.slo.Timeline;
import dev.evenkeel.server.operations.slo.measurement.KnownMinuteTable;
import dev.evenkeel.server.operations.slo.measurement.MinuteSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How all objectives stand, for who looks at many at once: as they were noted last, at most a minute or so ago,
/// and not judged anew. Four queries, however many there are. Thread-safe.
@Component
public class SloBoard {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    /* What was noted longer ago says nothing of now. */
    private static final Duration NOTED_WITHIN = Duration.ofHours(3);

    private final Slos slos;
    private final BudgetTable budgets;
    private final KnownMinuteTable minutes;
    private final BurnAlertTable alerts;

    SloBoard(Slos slos, BudgetTable budgets, KnownMinuteTable minutes, BurnAlertTable alerts) {
        this.slos = slos;
        this.budgets = budgets;
        this.minutes = minutes;
        this.alerts = alerts;
    }

    private record Key(String slo, String objective) {}

    /// What was read.
    private record Known(
            Map<Key, BudgetPoint> noted, Map<String, Timeline> minutes, List<SloAlert> firing, Instant now) {}

    /// All, by SLO, each in its order.
    @Transactional(readOnly = true)
    public List<ObjectiveNow> at(Instant now) {
        List<Slo> kept = slos.slos();
        if (kept.isEmpty()) {
            return List.of();
        }
        var known = new Known(
                budgets.newestOf(keys(kept), now.minus(NOTED_WITHIN)).stream()
                        .collect(Collectors.toMap(
                                one -> new Key(one.slo(), one.objective()), BudgetTable.Newest::point)),
                minutes.timelines(kept.stream().map(Slo::name).toList(), now.minus(AN_HOUR.multipliedBy(2)), now),
                alerts.firing(),
                now);
        return kept.stream()
                .flatMap(slo -> slo.objectives().stream().map(objective -> of(slo, objective, known)))
                .toList();
    }

    private static List<BudgetTable.Named> keys(List<Slo> slos) {
        return slos.stream()
                .flatMap(slo ->
                        slo.objectives().stream().map(objective -> new BudgetTable.Named(slo.name(), objective.name())))
                .toList();
    }

    private static ObjectiveNow of(Slo slo, Objective objective, Known known) {
        BudgetPoint noted = known.noted().get(new Key(slo.name(), objective.name()));
        Timeline timeline = known.minutes().getOrDefault(slo.name(), Timeline.EMPTY);
        Burn burn = Burn.of(objective, timeline, AN_HOUR, MinuteSource.horizon(slo, known.now()));
        boolean fires = known.firing().stream()
                .anyMatch(alert ->
                        alert.slo().equals(slo.name()) && alert.objective().equals(objective.name()));
        return new ObjectiveNow(
                slo.name(),
                slo.service(),
                objective.name(),
                state(noted, fires),
                noted == null ? null : noted.remaining(),
                SloView.number(burn.rate()));
    }

    private static Standing.State state(@Nullable BudgetPoint noted, boolean fires) {
        Standing.State state = noted == null ? Standing.State.NO_DATA : noted.state();
        return state == Standing.State.OK && fires ? Standing.State.BURNING : state;
    }
}
