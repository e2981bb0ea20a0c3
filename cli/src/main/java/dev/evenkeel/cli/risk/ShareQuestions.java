// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.Numbers;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.engine.stats.BinomialInterval;
import dev.evenkeel.engine.stats.RateRatio;
import dev.evenkeel.engine.stats.RateRatio.Counted;
import java.util.List;
import java.util.Set;

/// Intervals for a probability, and for how many times as often something happens.
final class ShareQuestions {
    private ShareQuestions() {}

    private interface Interval {
        BinomialInterval of(long events, long trials, double level);
    }

    static Answer wilson(Members members) throws RefusedLine {
        return interval("wilson", members, BinomialInterval::wilson);
    }

    static Answer clopperPearson(Members members) throws RefusedLine {
        return interval("clopperPearson", members, BinomialInterval::clopperPearson);
    }

    static Answer jeffreys(Members members) throws RefusedLine {
        return interval("jeffreys", members, BinomialInterval::jeffreys);
    }

    static Answer rateRatio(Members members) throws RefusedLine {
        members.check("rateRatio", List.of("before", "after", "level"), Set.of());
        var ratio = RateRatio.of(
                new Counted(count(members, "before"), 1),
                new Counted(count(members, "after"), 1),
                members.number("level"));
        return new Answer()
                .with("ratio", ratio.ratio())
                .with("low", ratio.low())
                .with("high", ratio.high());
    }

    private static Answer interval(String quantity, Members members, Interval interval) throws RefusedLine {
        members.check(quantity, List.of("events", "trials", "level"), Set.of());
        var ends = interval.of(count(members, "events"), count(members, "trials"), members.number("level"));
        return new Answer().with("low", ends.low()).with("high", ends.high());
    }

    private static long count(Members members, String name) throws RefusedLine {
        return Numbers.count(members.get(name), () -> name);
    }
}
