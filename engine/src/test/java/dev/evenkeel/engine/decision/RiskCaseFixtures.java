// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.BetaValue;
import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.engine.risk.LognormalValue;
import dev.evenkeel.engine.risk.OverrunFactorDistribution;
import dev.evenkeel.engine.risk.RandomVariable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Risk cases for tests, with exactly known results.
public final class RiskCaseFixtures {
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    static final double PER_HOUR = 400_000;
    static final double SHARE_LOST = 0.6;
    static final LognormalValue OUTAGE = new LognormalValue(5.402, 1.238);
    static final List<Quantity> REHEARSED_OUTAGE_PHASES = List.of(
            quantity("detect", new LognormalValue(Math.log(4), 1.246)),
            quantity("identify", new LognormalValue(Math.log(18), 1.235)),
            quantity("mitigate", new LognormalValue(Math.log(91), 1.038)));
    static final List<Quantity> SLOW_OUTAGE_PHASES = List.of(
            quantity("slow detect", new LognormalValue(Math.log(8), 1.246)),
            quantity("slow identify", new LognormalValue(Math.log(36), 1.235)),
            quantity("fix", new LognormalValue(Math.log(220), 1.418)));
    static final List<String> TOP_THREE = List.of("mend a", "mend b", "mend c");

    private RiskCaseFixtures() {}

    static Quantity quantity(String name, RandomVariable distribution) {
        return new Quantity(name, distribution, new QuantitySource(QuantitySource.Kind.JUDGEMENT, "a test"), null);
    }

    public static Quantity quantity(String name, double value) {
        return quantity(name, new FixedValue(value));
    }

    public static CostAssumptions costs(double gainPerWeek, double labourPerWeek) {
        return new CostAssumptions(
                quantity("revenue", PER_HOUR),
                quantity("lost", SHARE_LOST),
                quantity("errors", 0),
                quantity("gain", gainPerWeek),
                quantity("labour", labourPerWeek),
                null,
                MajorIncidentExtraCosts.NONE);
    }

    /// Four causes; work on three of them takes four weeks.
    static List<RiskCause> causes() {
        return List.of(cause("a", 0.15), cause("b", 0.13), cause("c", 0.10), cause("d", 0.10));
    }

    static List<RiskReductionWork> reductionWork() {
        return List.of(item("mend a", 1.5, "a", 0.8), item("mend b", 1.5, "b", 0.8), item("mend c", 1, "c", 0.75));
    }

    static RiskCause cause(String name, double chance) {
        return new RiskCause(name, quantity("q " + name, chance));
    }

    public static RiskReductionWork item(String name, double weeks, String cause, double cure) {
        return new RiskReductionWork(
                name, quantity("weeks " + name, weeks), Map.of(cause, quantity("cure " + name, cure)), null);
    }

    public static Course course(String name, List<String> work, boolean phased, String outage) {
        return new Course(name, TODAY, true, work, phased, 0, outage);
    }

    /// Four causes and the courses now, stabilised, phased and both.
    public static RiskCase fourCauseCase(CostAssumptions costs, RandomVariable overrun) {
        return new RiskCase(
                "the tale",
                TODAY,
                26,
                causes(),
                reductionWork(),
                quantity("containment", 0.45),
                Map.of(
                        "whole",
                        List.of(quantity("outage", OUTAGE)),
                        "rehearsed",
                        REHEARSED_OUTAGE_PHASES,
                        "in parts",
                        SLOW_OUTAGE_PHASES),
                costs,
                List.of(),
                quantity("overrun", overrun),
                List.of(
                        course("now", List.of(), false, "whole"),
                        course("stabilised", TOP_THREE, false, "whole"),
                        course("phased", List.of(), true, "whole"),
                        course("both", TOP_THREE, true, "whole")),
                List.of(),
                null);
    }

    /// One cause and two courses, each with its outage distribution.
    static RiskCase twoCourseCase(String firstOutage, String secondOutage) {
        return new RiskCase(
                "two numbers",
                TODAY,
                26,
                List.of(cause("any", 0.40)),
                List.of(item("stability work", 4, "any", 0.75)),
                null,
                Map.of(
                        "whole",
                        List.of(quantity("outage", OUTAGE)),
                        "rehearsed",
                        REHEARSED_OUTAGE_PHASES,
                        "in parts",
                        SLOW_OUTAGE_PHASES),
                costs(0, 0),
                List.of(),
                quantity("overrun", 1),
                List.of(
                        course("now", List.of(), false, firstOutage),
                        course("stabilise first", List.of("stability work"), false, secondOutage)),
                List.of(),
                null);
    }

    /// One cause and two courses with uncertain quantities.
    static RiskCase uncertainCase(double gainPerWeek, RandomVariable cureOfA) {
        List<RiskReductionWork> work = List.of(new RiskReductionWork(
                "mend a", quantity("weeks mend a", 2), Map.of("a", quantity("cure mend a", cureOfA)), null));
        return new RiskCase(
                "open",
                TODAY,
                26,
                List.of(new RiskCause("a", quantity("q a", BetaValue.of(0.3, 20)))),
                work,
                null,
                Map.of("whole", List.of(quantity("outage", OUTAGE))),
                costs(gainPerWeek, 0),
                List.of(new RevenueOrFreezePeriod("freeze", TODAY.plusDays(15), TODAY.plusDays(40), 1.26, true)),
                quantity("overrun", new OverrunFactorDistribution(3)),
                List.of(course("now", List.of(), false, "whole"), course("first", List.of("mend a"), false, "whole")),
                List.of(),
                null);
    }
}
