// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.cause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Orders causes by the harm that came from them, and says how sure the order is.
///
/// What is assumed: incidents of a cause come as a Poisson process whose rate is constant over the days
/// looked at; harm of an incident is independent of when it comes; an incident with several causes counts in
/// each by its part, and a fix of one saves that part; the prior of each cause's rate is flat, which is worth
/// one incident of a harm drawn from all incidents alike. A cause that no incident names is not there.
///
/// What follows: the rate of a cause with n incidents in T days is Gamma(n + 1, T). Its mean harm is a
/// Bayesian bootstrap over its incidents and the one of the prior (Rubin 1981). Both come from the same
/// draws: with a gamma draw g for each incident (shape its part) and one for the prior (shape 1), the rate
/// is the sum of the g over T, the weights of the bootstrap are the g over their sum, and the two are
/// independent. So harm per day is the sum of g times harm, over T. Incidents beyond those seen are not
/// imagined: with few incidents, or one that did most harm, the intervals are too short on the upper side.
///
/// Deterministic for a seed. Costs draws times incidents; 20,000 draws of 100 incidents take some tenths of
/// a second.
public final class CauseRankingCalculator {
    /// Draws of a report. A probability is off by at most 0.7 points, with 95 %.
    public static final int DRAWS = 20_000;

    private static final int TOP = 3;
    private static final double QUARTER_DAYS = 365.25 / 4;
    private static final double TAIL = 0.05;

    private final HarmMeasure measure;
    private final double days;
    private final List<PastIncident> counted;
    private final List<String> causes;

    private CauseRankingCalculator(HarmMeasure measure, double days, List<PastIncident> counted, List<String> causes) {
        this.measure = measure;
        this.days = days;
        this.counted = counted;
        this.causes = causes;
    }

    /// What the incidents of some days say.
    ///
    /// @param incidents of those days, in any order
    /// @param days that were looked at, above 0
    /// @param seed of the draws
    public static CauseRanking report(List<PastIncident> incidents, HarmMeasure measure, double days, long seed) {
        List<PastIncident> tagged =
                incidents.stream().filter(one -> !one.causes().isEmpty()).toList();
        List<PastIncident> counted =
                tagged.stream().filter(one -> one.harm(measure) != null).toList();
        Map<String, Double> harm = new TreeMap<>();
        counted.forEach(one ->
                one.causes().forEach((cause, part) -> harm.merge(cause, part * harm(one, measure), Double::sum)));
        List<String> causes = harm.keySet().stream()
                .sorted(Comparator.comparing((String cause) -> harm.getOrDefault(cause, 0.0))
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return new CauseRanking(
                measure,
                days,
                counted.size(),
                incidents.size() - tagged.size(),
                tagged.size() - counted.size(),
                DRAWS,
                seed,
                new CauseRankingCalculator(measure, days, counted, causes).rows(harm, seed));
    }

    private static double harm(PastIncident incident, HarmMeasure measure) {
        return Objects.requireNonNull(incident.harm(measure));
    }

    /* By cause and draw: incidents and harm in a quarter, and the part of all harm. */
    private static final class Draws {
        private final double[][] incidents;
        private final double[][] harm;
        private final double[][] share;
        private final int[] inTop;

        private Draws(int causes) {
            incidents = new double[causes][DRAWS];
            harm = new double[causes][DRAWS];
            share = new double[causes][DRAWS];
            inTop = new int[causes];
        }

        /* The causes of a draw that do most harm. */
        private void order(int draw) {
            List<Integer> order = new ArrayList<>();
            double sum = 0;
            for (int cause = 0; cause < harm.length; cause++) {
                order.add(cause);
                sum += harm[cause][draw];
            }
            for (int cause = 0; cause < harm.length; cause++) {
                share[cause][draw] = sum == 0 ? 0 : harm[cause][draw] / sum;
            }
            order.sort(Comparator.comparingDouble((Integer cause) -> -harm[cause][draw]));
            order.stream().limit(TOP).forEach(cause -> inTop[cause]++);
        }
    }

    private Draws draw(long seed) {
        var law = new GammaSampler(seed);
        var draws = new Draws(causes.size());
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int cause = 0; cause < causes.size(); cause++) {
                draw(cause, draw, law, draws);
            }
            draws.order(draw);
        }
        return draws;
    }

    private void draw(int cause, int draw, GammaSampler law, Draws draws) {
        double rate = law.draw(1);
        double hurt = rate * harm(counted.get(law.below(counted.size())), measure);
        for (PastIncident one : counted) {
            double part = part(one, causes.get(cause));
            if (part > 0) {
                double drawn = law.draw(part);
                rate += drawn;
                hurt += drawn * harm(one, measure);
            }
        }
        double quarters = days / QUARTER_DAYS;
        draws.incidents[cause][draw] = rate / quarters;
        draws.harm[cause][draw] = hurt / quarters;
    }

    private List<CauseRanking.RankedCause> rows(Map<String, Double> harm, long seed) {
        Draws draws = draw(seed);
        double all = harm.values().stream().mapToDouble(Double::doubleValue).sum();
        double before = 0;
        List<CauseRanking.RankedCause> rows = new ArrayList<>();
        for (int i = 0; i < causes.size(); i++) {
            String name = causes.get(i);
            double own = harm.getOrDefault(name, 0.0);
            before += own;
            rows.add(new CauseRanking.RankedCause(
                    name,
                    counted.stream().mapToDouble(one -> part(one, name)).sum(),
                    own,
                    all == 0 ? 0 : own / all,
                    all == 0 ? 0 : before / all,
                    interval(draws.share[i]),
                    (double) draws.inTop[i] / DRAWS,
                    interval(draws.incidents[i]),
                    interval(draws.harm[i])));
        }
        return rows;
    }

    private static double part(PastIncident incident, String cause) {
        return incident.causes().getOrDefault(cause, 0.0);
    }

    private static CauseRanking.Interval interval(double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return new CauseRanking.Interval(
                sorted[(int) (TAIL * sorted.length)],
                Arrays.stream(sorted).average().orElse(0),
                sorted[(int) ((1 - TAIL) * sorted.length)]);
    }
}
