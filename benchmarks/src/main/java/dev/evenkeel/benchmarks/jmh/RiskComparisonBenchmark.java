// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import dev.evenkeel.engine.decision.CostAssumptions;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.MajorIncidentExtraCosts;
import dev.evenkeel.engine.decision.MajorIncidentRatePerChange;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.RevenueSeasonality;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskCause;
import dev.evenkeel.engine.decision.RiskReductionWork;
import dev.evenkeel.engine.risk.BetaValue;
import dev.evenkeel.engine.risk.LognormalValue;
import dev.evenkeel.engine.risk.OverrunFactorDistribution;
import dev.evenkeel.engine.risk.RandomVariable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The cost of evaluating a risk case: five courses, four causes, 100,000 draws.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RiskComparisonBenchmark {
    private static final int DRAWS = 100_000;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final List<Double> LOSSES = List.of(250_000.0, 1_000_000.0, 2_000_000.0);
    private static final List<String> WORK = List.of("mend a", "mend b", "mend c");

    private final RiskCase plain = risk(null, null);
    private final RiskCase byTheHour = risk(curve(), null);
    private final RiskCase reconciled =
            risk(null, new MajorIncidentRatePerChange(share("failed", 0.3), share("major", 0.5), true, List.of()));

    /// With the same revenue in all hours.
    @Benchmark
    public CourseComparison plain() {
        return CourseComparator.compare(plain, LOSSES, DRAWS, 1);
    }

    /// With revenue by the hour.
    @Benchmark
    public CourseComparison revenueByTheHour() {
        return CourseComparator.compare(byTheHour, LOSSES, DRAWS, 1);
    }

    /// With causes scaled to a base rate.
    @Benchmark
    public CourseComparison reconciled() {
        return CourseComparator.compare(reconciled, LOSSES, DRAWS, 1);
    }

    private static RevenueSeasonality curve() {
        List<Double> week = IntStream.range(0, RevenueSeasonality.HOURS)
                .mapToObj(hour -> hour % 24 < 12 ? 0.5 : 1.5)
                .toList();
        return new RevenueSeasonality(
                week,
                Collections.nCopies(RevenueSeasonality.MONTHS, 1.0),
                IntStream.range(9, 17).boxed().toList());
    }

    private static RiskCase risk(@Nullable RevenueSeasonality seasonality, @Nullable MajorIncidentRatePerChange base) {
        return new RiskCase(
                "a case",
                TODAY,
                26,
                List.of("a", "b", "c", "d").stream()
                        .map(name -> new RiskCause(name, share("chance of " + name, 0.12)))
                        .toList(),
                List.of("a", "b", "c").stream()
                        .map(RiskComparisonBenchmark::work)
                        .toList(),
                share("containment", 0.45),
                Map.of("outage", List.of(number("minutes", new LognormalValue(5.402, 1.238)))),
                new CostAssumptions(
                        amount("revenue", 400_000),
                        share("lost", 0.6),
                        amount("errors", 12_000),
                        amount("gain", 30_000),
                        amount("labour", 9_000),
                        seasonality,
                        MajorIncidentExtraCosts.NONE),
                List.of(),
                number("overrun", new OverrunFactorDistribution(3)),
                List.of(
                        course("now", true, List.of(), false),
                        course("phased", true, List.of(), true),
                        course("first", true, WORK, false),
                        course("both", true, WORK, true),
                        course("never", false, List.of(), false)),
                List.of(),
                base);
    }

    private static RiskReductionWork work(String cause) {
        return new RiskReductionWork(
                "mend " + cause,
                amount("weeks for " + cause, 1.5),
                Map.of(cause, share("cure of " + cause, 0.8)),
                null);
    }

    private static Course course(String name, boolean migrates, List<String> work, boolean phased) {
        return new Course(name, TODAY, migrates, work, phased, 2, "outage");
    }

    private static Quantity share(String name, double mean) {
        return number(name, BetaValue.of(mean, 20));
    }

    private static Quantity amount(String name, double middle) {
        return number(name, LognormalValue.between(0.8 * middle, 1.25 * middle));
    }

    private static Quantity number(String name, RandomVariable distribution) {
        return new Quantity(name, distribution, new QuantitySource(QuantitySource.Kind.JUDGEMENT, "a benchmark"), null);
    }
}
