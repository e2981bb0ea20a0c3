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

/// Cases for tests: the tale's numbers, which are known to the digit.
public final class Cases {
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    static final double PER_HOUR = 400_000;
    static final double LOST = 0.6;
    static final LognormalValue OUTAGE = new LognormalValue(5.402, 1.238);
    static final List<Quantity> REHEARSED = List.of(
            number("detect", new LognormalValue(Math.log(4), 1.246)),
            number("identify", new LognormalValue(Math.log(18), 1.235)),
            number("mitigate", new LognormalValue(Math.log(91), 1.038)));
    static final List<Quantity> IN_PARTS = List.of(
            number("slow detect", new LognormalValue(Math.log(8), 1.246)),
            number("slow identify", new LognormalValue(Math.log(36), 1.235)),
            number("fix", new LognormalValue(Math.log(220), 1.418)));
    static final List<String> TOP_THREE = List.of("mend a", "mend b", "mend c");

    private Cases() {}

    static Quantity number(String name, RandomVariable distribution) {
        return new Quantity(name, distribution, new QuantitySource(QuantitySource.Kind.JUDGEMENT, "a test"), null);
    }

    public static Quantity number(String name, double value) {
        return number(name, new FixedValue(value));
    }

    public static CostAssumptions money(double gainPerWeek, double labourPerWeek) {
        return new CostAssumptions(
                number("revenue", PER_HOUR),
                number("lost", LOST),
                number("errors", 0),
                number("gain", gainPerWeek),
                number("labour", labourPerWeek),
                null,
                MajorIncidentExtraCosts.NONE);
    }

    /// Four causes of which three are mended, in four weeks.
    static List<RiskCause> causes() {
        return List.of(cause("a", 0.15), cause("b", 0.13), cause("c", 0.10), cause("d", 0.10));
    }

    static List<RiskReductionWork> work() {
        return List.of(item("mend a", 1.5, "a", 0.8), item("mend b", 1.5, "b", 0.8), item("mend c", 1, "c", 0.75));
    }

    static RiskCause cause(String name, double chance) {
        return new RiskCause(name, number("q " + name, chance));
    }

    public static RiskReductionWork item(String name, double weeks, String cause, double cure) {
        return new RiskReductionWork(
                name, number("weeks " + name, weeks), Map.of(cause, number("cure " + name, cure)), null);
    }

    public static Course course(String name, List<String> work, boolean phased, String outage) {
        return new Course(name, TODAY, true, work, phased, 0, outage);
    }

    /// The tale: now, stabilised, phased, both; on time.
    public static RiskCase tale(CostAssumptions costs, RandomVariable overrun) {
        return new RiskCase(
                "the tale",
                TODAY,
                26,
                causes(),
                work(),
                number("containment", 0.45),
                Map.of("whole", List.of(number("outage", OUTAGE)), "rehearsed", REHEARSED, "in parts", IN_PARTS),
                costs,
                List.of(),
                number("overrun", overrun),
                List.of(
                        course("now", List.of(), false, "whole"),
                        course("stabilised", TOP_THREE, false, "whole"),
                        course("phased", List.of(), true, "whole"),
                        course("both", TOP_THREE, true, "whole")),
                List.of(),
                null);
    }

    /// Two courses whose chances are given, of two outages.
    static RiskCase twoNumbers(String firstOutage, String secondOutage) {
        return new RiskCase(
                "two numbers",
                TODAY,
                26,
                List.of(cause("any", 0.40)),
                List.of(item("stability work", 4, "any", 0.75)),
                null,
                Map.of("whole", List.of(number("outage", OUTAGE)), "rehearsed", REHEARSED, "in parts", IN_PARTS),
                money(0, 0),
                List.of(),
                number("overrun", 1),
                List.of(
                        course("now", List.of(), false, firstOutage),
                        course("stabilise first", List.of("stability work"), false, secondOutage)),
                List.of(),
                null);
    }

    /// The tale with numbers that are open.
    static RiskCase open(double gainPerWeek, RandomVariable cureOfA) {
        List<RiskReductionWork> work = List.of(new RiskReductionWork(
                "mend a", number("weeks mend a", 2), Map.of("a", number("cure mend a", cureOfA)), null));
        return new RiskCase(
                "open",
                TODAY,
                26,
                List.of(new RiskCause("a", number("q a", BetaValue.of(0.3, 20)))),
                work,
                null,
                Map.of("whole", List.of(number("outage", OUTAGE))),
                money(gainPerWeek, 0),
                List.of(new RevenueOrFreezePeriod("freeze", TODAY.plusDays(15), TODAY.plusDays(40), 1.26, true)),
                number("overrun", new OverrunFactorDistribution(3)),
                List.of(course("now", List.of(), false, "whole"), course("first", List.of("mend a"), false, "whole")),
                List.of(),
                null);
    }
}
