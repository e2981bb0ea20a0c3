// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import dev.evenkeel.engine.incident.SuspectedChange.ChangedFlag;
import dev.evenkeel.engine.incident.SuspectedChange.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Simulated days before incidents, each with a known cause. A team changes its service and the services on which
/// it depends; one change, or none of them, causes harm after a while. The data is as inexact as in practice: often
/// only the time of detection is known, and responders roll back changes without harm.
final class SimulatedIncidentHistories {
    private static final Instant HARM = Instant.parse("2026-11-25T18:00:00Z");
    private static final double DAY = 1440;
    private static final int FLAGS = 6;
    /* Changes of one service on an ordinary day. */
    private static final Map<Kind, Double> A_DAY = new EnumMap<>(Map.of(
            Kind.DEPLOYMENT, 1.5,
            Kind.CONFIGURATION, 1.0,
            Kind.FLAG_EDIT, 2.0,
            Kind.ROLLOUT, 1.5,
            Kind.EXPERIMENT, 0.2,
            Kind.SCHEMA, 0.1,
            Kind.INFRASTRUCTURE, 0.2,
            Kind.RETURN, 0.5));
    /* Of a hundred incidents: SRE workbook, table C-1, with pushes split over what pushes here. */
    private static final Map<Kind, Integer> CAUSES = new EnumMap<>(Map.of(
            Kind.ROLLOUT, 18,
            Kind.DEPLOYMENT, 17,
            Kind.FLAG_EDIT, 16,
            Kind.CONFIGURATION, 12,
            Kind.EXPERIMENT, 2,
            Kind.SCHEMA, 2,
            Kind.INFRASTRUCTURE, 5,
            Kind.RETURN, 1));
    private static final int[] SERVICES = {0, 1, 1, 1, 2, 2, 2, 2};

    private final SplittableRandom random;
    private final HistoryParameters parameters;
    private int number;

    /// Parameters of the simulation.
    ///
    /// @param slow share of causes that take an hour or more to hurt
    /// @param elsewhere share of causes in a service that the hurt one needs
    /// @param busy factor of the number of changes
    record HistoryParameters(double slow, double elsewhere, double busy) {
        static final HistoryParameters TYPICAL = new HistoryParameters(0.35, 0.25, 1);
    }

    /// One day.
    ///
    /// @param cause name of the change that caused it; null when none of the candidates did
    record History(
            HarmStart onset,
            List<SuspectedChange> changes,
            @Nullable String cause) {}

    SimulatedIncidentHistories(long seed, HistoryParameters parameters) {
        this.random = new SplittableRandom(seed);
        this.parameters = parameters;
    }

    List<History> generate(int count) {
        return IntStream.range(0, count).mapToObj(index -> next()).toList();
    }

    private History next() {
        Set<String> flags = random.nextDouble() < 0.4 ? Set.of("prod/f-0-0") : Set.of();
        boolean exact = random.nextDouble() < 0.6;
        double late = exact ? random.nextDouble() : 1 + exponential(4);
        Instant at = HARM.plusSeconds((long) (late * 60));
        HarmStart onset = exact
                ? HarmStart.ofHarm(new TimestampWithPrecision(at, "guard", Duration.ofMinutes(1)), flags)
                : new HarmStart(TimestampWithPrecision.exact(at, "alert"), "detection", flags);
        List<SuspectedChange> changes = new ArrayList<>();
        double busy = parameters.busy() * Math.exp(0.6 * random.nextGaussian());
        for (int service = 0; service < SERVICES.length; service++) {
            for (Map.Entry<Kind, Double> kind : A_DAY.entrySet()) {
                for (int n = poisson(kind.getValue() * busy); n > 0; n--) {
                    changes.add(unrelatedChange(kind.getKey(), service));
                }
            }
        }
        SuspectedChange cause = cause(flags);
        if (cause != null) {
            changes.add(cause);
        }
        return new History(onset, changes, cause == null ? null : cause.name());
    }

    private SuspectedChange unrelatedChange(Kind kind, int service) {
        double minutesBefore = random.nextDouble() * DAY - 60;
        Instant at = before(minutesBefore);
        double undone = random.nextDouble();
        boolean stopped = kind == Kind.ROLLOUT && undone < 0.15;
        if (stopped || (kind == Kind.FLAG_EDIT && undone < 0.1)) {
            return change(kind, service, at, at.plusSeconds((long) (60 * exponential(stopped ? 20 : 60))), stopped);
        }
        boolean rolledBackInVain = kind == Kind.ROLLOUT && minutesBefore > 0 && random.nextDouble() < 0.03;
        return change(kind, service, at, rolledBackInVain ? HARM.plusSeconds(900) : null, rolledBackInVain);
    }

    private @Nullable SuspectedChange cause(Set<String> flags) {
        int drawn = random.nextInt(100);
        for (Map.Entry<Kind, Integer> kind : CAUSES.entrySet()) {
            drawn -= kind.getValue();
            if (drawn < 0) {
                return cause(kind.getKey(), flags);
            }
        }
        return null;
    }

    private SuspectedChange cause(Kind kind, Set<String> flags) {
        double where = random.nextDouble();
        int service = where >= parameters.elsewhere() ? 0 : where < 0.3 * parameters.elsewhere() ? 4 : 1;
        boolean judged = kind == Kind.ROLLOUT && random.nextDouble() < 0.5;
        SuspectedChange suspectedChange =
                change(kind, service, before(lag()), judged ? HARM.plusSeconds(120) : null, judged);
        boolean showsItself =
                service == 0 && suspectedChange.flag() != null && !flags.isEmpty() && random.nextDouble() < 0.85;
        return showsItself ? of(suspectedChange, new ChangedFlag("prod", "f-0-0", number)) : suspectedChange;
    }

    private double lag() {
        double kind = random.nextDouble();
        if (kind >= parameters.slow()) {
            return exponential(5);
        }
        return kind < 0.3 * parameters.slow() ? random.nextDouble() * 1200 : exponential(60);
    }

    private SuspectedChange change(Kind kind, int service, Instant at, @Nullable Instant undoneAt, boolean judgedBad) {
        String name = "c-" + ++number;
        boolean ofFlag = switch (kind) {
            case ROLLOUT, FLAG_EDIT, EXPERIMENT, RETURN -> true;
            case DEPLOYMENT, CONFIGURATION, SCHEMA, INFRASTRUCTURE -> false;
        };
        return new SuspectedChange(
                name,
                kind,
                "service-" + service,
                SERVICES[service],
                at,
                undoneAt,
                judgedBad,
                ofFlag ? new ChangedFlag("prod", "f-" + service + "-" + random.nextInt(FLAGS), number) : null,
                name);
    }

    private static SuspectedChange of(SuspectedChange change, ChangedFlag flag) {
        return new SuspectedChange(
                change.name(),
                change.kind(),
                change.service(),
                change.distance(),
                change.at(),
                change.undoneAt(),
                change.judgedBad(),
                flag,
                change.summary());
    }

    private static Instant before(double minutes) {
        return HARM.minusMillis((long) (minutes * 60_000));
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private int poisson(double mean) {
        int count = 0;
        for (double sum = exponential(1); sum < mean; sum += exponential(1)) {
            count++;
        }
        return count;
    }
}
