// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.format.QuantityFormatter;
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

/// A check that an objective's burn rate over a window is below a limit. The result is unknown when less than
/// half of the window's minutes have data.
@Component
class LowBurnRateFollowUpCheck implements FollowUpCheck {
    private static final Duration LONGEST = Duration.ofDays(30);
    /* Data of the newest minutes may still be arriving. */
    private static final Duration LAG = Duration.ofMinutes(2);

    private final SloMinuteQueries minutes;

    LowBurnRateFollowUpCheck(SloMinuteQueries minutes) {
        this.minutes = minutes;
    }

    @Override
    public FollowUpCriterion.Kind kind() {
        return FollowUpCriterion.Kind.OBJECTIVE;
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of("slo", "burn", "window");
    }

    @Override
    public Set<String> optionalParameters() {
        return Set.of("objective");
    }

    @Override
    public List<String> validate(Map<String, String> parameters) {
        List<String> faults = new ArrayList<>();
        if (burn(parameters).isEmpty()) {
            faults.add("burn must be a number above 0, such as 1, got \"" + parameters.get("burn") + "\"");
        }
        if (window(parameters).isEmpty()) {
            faults.add("window must be whole minutes, PT1M to P30D, such as PT1H, got \"" + parameters.get("window")
                    + "\"");
        }
        Optional<Slo> slo = slo(parameters);
        if (slo.isEmpty()) {
            faults.add("slo must be an existing SLO, got \"" + parameters.get("slo") + "\"");
        } else if (objective(slo.get(), parameters).isEmpty()) {
            faults.add("objective must be one of "
                    + slo.get().objectives().stream().map(Objective::name).toList());
        }
        return faults;
    }

    @Override
    public FollowUpCriterion.FollowUpCheckOutcome evaluate(
            Incident incident, Map<String, String> parameters, Instant now) {
        Optional<Slo> slo = slo(parameters);
        Optional<Objective> objective = slo.flatMap(one -> objective(one, parameters));
        if (objective.isEmpty()) {
            return FollowUpCriterion.FollowUpCheckOutcome.unknown("the SLO or its objective does not exist");
        }
        double most = burn(parameters).orElseThrow();
        Duration window = window(parameters).orElseThrow();
        Instant until = now.minus(LAG).truncatedTo(ChronoUnit.MINUTES);
        IndicatorTimeline timeline = minutes.getTimeline(slo.get().name(), until.minus(window), until);
        BurnRate burn = BurnRate.of(objective.get(), timeline, window, until);
        List<FollowUpCriterion.FollowUpEvidenceItem> evidence =
                List.of(new FollowUpCriterion.FollowUpEvidenceItem("measured", burn.format()));
        if (burn.rate().isEmpty() || 2 * burn.measure().coverage().counted() < window.toMinutes()) {
            return FollowUpCriterion.FollowUpCheckOutcome.unknown("less than half of the window has data")
                    .withEvidence(evidence);
        }
        String compared = QuantityFormatter.formatNumber(burn.rate().getAsDouble()) + ", expected below "
                + QuantityFormatter.formatNumber(most);
        return burn.rate().getAsDouble() < most
                ? FollowUpCriterion.FollowUpCheckOutcome.passed("the burn rate is " + compared)
                        .withEvidence(evidence)
                : FollowUpCriterion.FollowUpCheckOutcome.failed("the burn rate is " + compared)
                        .withEvidence(evidence);
    }

    private Optional<Slo> slo(Map<String, String> parameters) {
        return minutes.listSlos().stream()
                .filter(slo -> slo.name().equals(parameters.get("slo")))
                .findFirst();
    }

    /* The objective parameter is optional if the SLO has a single objective. */
    private static Optional<Objective> objective(Slo slo, Map<String, String> parameters) {
        String name = parameters.get("objective");
        return name == null
                ? Optional.of(slo.objectives()).filter(all -> all.size() == 1).map(List::getFirst)
                : slo.objectives().stream()
                        .filter(objective -> objective.name().equals(name))
                        .findFirst();
    }

    private static Optional<Double> burn(Map<String, String> parameters) {
        try {
            return Optional.of(Double.valueOf(parameters.getOrDefault("burn", "")))
                    .filter(burn -> burn > 0 && !Double.isInfinite(burn));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> window(Map<String, String> parameters) {
        try {
            return Optional.of(Duration.parse(parameters.getOrDefault("window", "")))
                    .filter(window -> window.toMinutes() >= 1 && window.compareTo(LONGEST) <= 0)
                    .filter(window -> window.equals(Duration.ofMinutes(window.toMinutes())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
