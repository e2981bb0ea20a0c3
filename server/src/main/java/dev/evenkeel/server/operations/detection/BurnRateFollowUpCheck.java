// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.slo.BurnRate;
import dev.evenkeel.engine.slo.IndicatorTimeline;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.server.operations.incident.followup.FollowUpCheck;
import dev.evenkeel.server.operations.slo.SloMinuteQueries;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The budget of an objective burns slower than so much over a window, of which at least half the minutes are
/// known.
@Component
class BurnRateFollowUpCheck implements FollowUpCheck {
    private static final Duration LONGEST = Duration.ofDays(30);
    /* The newest minutes of a source may be on their way. */
    private static final Duration LAG = Duration.ofMinutes(2);

    private final SloMinuteQueries minutes;

    BurnRateFollowUpCheck(SloMinuteQueries minutes) {
        this.minutes = minutes;
    }

    @Override
    public FollowUpCriterion.Kind kind() {
        return FollowUpCriterion.Kind.OBJECTIVE;
    }

    @Override
    public Set<String> required() {
        return Set.of("slo", "burn", "window");
    }

    @Override
    public Set<String> optional() {
        return Set.of("objective");
    }

    @Override
    public List<String> faults(Map<String, String> of) {
        List<String> faults = new ArrayList<>();
        if (burn(of).isEmpty()) {
            faults.add("burn must be a number above 0, such as 1, got \"" + of.get("burn") + "\"");
        }
        if (window(of).isEmpty()) {
            faults.add("window must be whole minutes, PT1M to P30D, such as PT1H, got \"" + of.get("window") + "\"");
        }
        Optional<Slo> slo = slo(of);
        if (slo.isEmpty()) {
            faults.add("slo names no SLO that is kept, got \"" + of.get("slo") + "\"");
        } else if (objective(slo.get(), of).isEmpty()) {
            faults.add("objective must name one of "
                    + slo.get().objectives().stream().map(Objective::name).toList());
        }
        return faults;
    }

    @Override
    public FollowUpCriterion.Outcome look(Incident incident, Map<String, String> of, Instant now) {
        Optional<Slo> slo = slo(of);
        Optional<Objective> objective = slo.flatMap(one -> objective(one, of));
        if (objective.isEmpty()) {
            return FollowUpCriterion.Outcome.unknown("the SLO or its objective is gone");
        }
        double most = burn(of).orElseThrow();
        Duration window = window(of).orElseThrow();
        Instant until = now.minus(LAG).truncatedTo(ChronoUnit.MINUTES);
        IndicatorTimeline timeline = minutes.of(slo.get().name(), until.minus(window), until);
        BurnRate burn = BurnRate.of(objective.get(), timeline, window, until);
        List<FollowUpCriterion.Evidence> evidence = List.of(new FollowUpCriterion.Evidence("measured", burn.words()));
        if (burn.rate().isEmpty() || 2 * burn.measure().coverage().counted() < window.toMinutes()) {
            return FollowUpCriterion.Outcome.unknown("less than half of the window is known")
                    .by(evidence);
        }
        String compared = BurnRate.digits(burn.rate().getAsDouble()) + ", asked for less than " + BurnRate.digits(most);
        return burn.rate().getAsDouble() < most
                ? FollowUpCriterion.Outcome.holds("the burn rate is " + compared)
                        .by(evidence)
                : FollowUpCriterion.Outcome.fails("the burn rate is " + compared)
                        .by(evidence);
    }

    private Optional<Slo> slo(Map<String, String> of) {
        return minutes.slos().stream()
                .filter(slo -> slo.name().equals(of.get("slo")))
                .findFirst();
    }

    /* One that has a single objective needs no name of it. */
    private static Optional<Objective> objective(Slo slo, Map<String, String> of) {
        String name = of.get("objective");
        return name == null
                ? Optional.of(slo.objectives()).filter(all -> all.size() == 1).map(List::getFirst)
                : slo.objectives().stream()
                        .filter(objective -> objective.name().equals(name))
                        .findFirst();
    }

    private static Optional<Double> burn(Map<String, String> of) {
        try {
            return Optional.of(Double.valueOf(of.getOrDefault("burn", "")))
                    .filter(burn -> burn > 0 && !Double.isInfinite(burn));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> window(Map<String, String> of) {
        try {
            return Optional.of(Duration.parse(of.getOrDefault("window", "")))
                    .filter(window -> window.toMinutes() >= 1 && window.compareTo(LONGEST) <= 0)
                    .filter(window -> window.equals(Duration.ofMinutes(window.toMinutes())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
