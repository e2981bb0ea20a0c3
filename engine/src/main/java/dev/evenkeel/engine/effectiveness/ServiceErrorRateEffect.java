// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The result of work on a service's failure rate.
///
/// The estimate is the ratio of the service's failure rates after and before; with comparison services,
/// divided by their ratio. Assumes that comparison services were chosen before looking at the data, that no
/// such work was done in them, and that no other work was done in the service: the ratio includes everything
/// else that changed. [PlaceboStudy] measures how often the result is wrong where no work was done.
///
/// @param statement statement, or why there is none
/// @param ownRatio ratio of the service; null without an estimate
/// @param comparison comparison group; null without an estimate or without services
/// @param claim estimate behind the statement; null when there is none
public record ServiceErrorRateEffect(
        EffectStatement statement,
        @Nullable BeforeAfterErrorRateRatio ownRatio,
        @Nullable ComparisonGroup comparison,
        @Nullable RateRatioEstimate claim) {
    private static final String FAILURES = "failures";

    /// Computes the result.
    ///
    /// @param others comparison services, possibly none
    /// @throws IllegalArgumentException when they include the service itself or a duplicate
    public static ServiceErrorRateEffect of(
            BeforeAfterWindow window, WeeklyFailedCallSeries service, List<WeeklyFailedCallSeries> others) {
        checkDistinct(service, others);
        List<WeeklyFailedCallCount> before =
                service.weeks().stream().filter(window::isInBaseline).toList();
        List<WeeklyFailedCallCount> after =
                service.weeks().stream().filter(window::isAfterWork).toList();
        String tooShort = window.insufficientDataReason(before.size(), after.size());
        if (tooShort != null) {
            return ofUnknown(tooShort);
        }
        BeforeAfterErrorRateRatio own =
                BeforeAfterErrorRateRatio.of(countsOf(before), countsOf(after), window.weeksBetween());
        if (own.before().failures() + own.after().failures() == 0) {
            return ofUnknown("there were no failures before or after");
        }
        return others.isEmpty()
                ? new ServiceErrorRateEffect(
                        EffectStatement.of(own.widened(), FAILURES, "the earlier rate"), own, null, own.widened())
                : compareWith(own, ComparisonGroup.of(window, before, after, others));
    }

    private static void checkDistinct(WeeklyFailedCallSeries service, List<WeeklyFailedCallSeries> others) {
        List<String> names = Stream.concat(Stream.of(service), others.stream())
                .map(WeeklyFailedCallSeries::service)
                .toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("comparison services must be distinct and other services, got " + names);
        }
    }

    private static ServiceErrorRateEffect compareWith(BeforeAfterErrorRateRatio own, ComparisonGroup comparison) {
        BeforeAfterErrorRateRatio theirs = comparison.ratio();
        if (theirs == null) {
            return new ServiceErrorRateEffect(
                    EffectStatement.of(own.widened(), FAILURES, "the earlier rate (no comparable service)"),
                    own,
                    comparison,
                    own.widened());
        }
        RateRatioEstimate claim = own.widened().dividedBy(theirs.widened());
        String reference = "the rate expected from " + String.join(", ", comparison.services());
        return new ServiceErrorRateEffect(EffectStatement.of(claim, FAILURES, reference), own, comparison, claim);
    }

    private static ServiceErrorRateEffect ofUnknown(String why) {
        return new ServiceErrorRateEffect(EffectStatement.cannotTell(why), null, null, null);
    }

    private static List<FailureCount> countsOf(List<WeeklyFailedCallCount> weeks) {
        return weeks.stream().map(WeeklyFailedCallCount::counts).toList();
    }
}
