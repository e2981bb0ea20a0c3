// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether calls fail less often since the work was done.
///
/// The claim is the ratio of the service's failure rates after and before; where there are comparison
/// services, that ratio by theirs. Assumes that comparison services were chosen before anybody looked,
/// that nothing was done in them, and that nothing else was done in the service: what else changed
/// meanwhile is in the ratio. [PlaceboStudy] says how often the claim is wrong where nothing was done.
///
/// @param answer the claim in words, or why there is none
/// @param own the service's ratio; null when there is no claim
/// @param comparison the others; null when there is no claim, or none was given
/// @param claim what the answer rests on; null when there is none
public record ErrorRateResult(
        EffectStatement answer,
        @Nullable ErrorRateRatio own,
        @Nullable ComparisonGroup comparison,
        @Nullable RateRatioEstimate claim) {
    private static final String FAILURES = "failures";

    /// The result.
    ///
    /// @param others comparison services, none or more
    /// @throws IllegalArgumentException when one of them is the service itself, or there twice
    public static ErrorRateResult of(
            BeforeAfterWindow window, WeeklyServiceCounts service, List<WeeklyServiceCounts> others) {
        checkDistinct(service, others);
        List<WeeklyCount> before =
                service.weeks().stream().filter(window::isBefore).toList();
        List<WeeklyCount> after =
                service.weeks().stream().filter(window::isAfter).toList();
        String tooShort = window.tooShort(before.size(), after.size());
        if (tooShort != null) {
            return none(tooShort);
        }
        ErrorRateRatio own = ErrorRateRatio.of(counted(before), counted(after), window.weeksBetween());
        if (own.before().failures() + own.after().failures() == 0) {
            return none("nothing failed on either side, so nothing can have been mended");
        }
        return others.isEmpty()
                ? new ErrorRateResult(
                        EffectStatement.of(own.widened(), FAILURES, "what they were"), own, null, own.widened())
                : beside(own, ComparisonGroup.of(window, before, after, others));
    }

    private static void checkDistinct(WeeklyServiceCounts service, List<WeeklyServiceCounts> others) {
        List<String> names = Stream.concat(Stream.of(service), others.stream())
                .map(WeeklyServiceCounts::service)
                .toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("a service is compared with others, each once, got " + names);
        }
    }

    private static ErrorRateResult beside(ErrorRateRatio own, ComparisonGroup comparison) {
        ErrorRateRatio theirs = comparison.ratio();
        if (theirs == null) {
            return new ErrorRateResult(
                    EffectStatement.of(
                            own.widened(), FAILURES, "what they were, beside no service that can be compared"),
                    own,
                    comparison,
                    own.widened());
        }
        RateRatioEstimate claim = own.widened().dividedBy(theirs.widened());
        String reference = "what they would be had they gone as in " + String.join(", ", comparison.services());
        return new ErrorRateResult(EffectStatement.of(claim, FAILURES, reference), own, comparison, claim);
    }

    private static ErrorRateResult none(String why) {
        return new ErrorRateResult(EffectStatement.cannotTell(why), null, null, null);
    }

    private static List<FailureCount> counted(List<WeeklyCount> weeks) {
        return weeks.stream().map(WeeklyCount::counted).toList();
    }
}
