// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.history;

import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;

import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.ReadinessFactor;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChange;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChangeResult;
import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.risk.BetaValue;
import dev.evenkeel.engine.risk.CausePrior;
import dev.evenkeel.engine.risk.ChangeFailureEstimate;
import dev.evenkeel.engine.risk.FailurePrior;
import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.engine.risk.LogisticFit;
import dev.evenkeel.engine.risk.NormalValue;
import dev.evenkeel.engine.risk.OccurrenceProbability;
import dev.evenkeel.engine.risk.OutageDurationModel;
import dev.evenkeel.engine.risk.OutageDurationPrior;
import dev.evenkeel.engine.risk.RandomVariable;
import dev.evenkeel.engine.technology.OperatingExperience;
import dev.evenkeel.engine.technology.UnknownCauseIncidentRate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An estimator of the numbers of a case from an organisation's own history, each with a description of the
/// data behind it.
public final class HistoryEstimator {
    /// Minimum number of other services that form a prior.
    public static final int MIN_SERVICES = 5;
    /// Minimum number of changes of each of them.
    public static final int MIN_CHANGES = 10;

    /// Minimum number of failed, and of successful, changes for the estimate of a factor's effect.
    public static final int MIN_EVENTS = 10;

    private static final double HOURS_OF_WEEK = 168;
    private static final double FIVE = 0.05;

    private final ServiceHistory history;

    public HistoryEstimator(ServiceHistory history) {
        this.history = history;
    }

    /// An estimate with its source.
    ///
    /// @param distribution distribution of the number
    /// @param origin data behind it
    public record Estimate(RandomVariable distribution, QuantitySource origin) {}

    /// Estimates the probability that a cause occurs in a period, from the incidents to which it contributed.
    ///
    /// @param multiplier factor on the usual rate in that period, without negative values
    /// @param weeks length of the period, 0 or more
    /// @param whose who judged the multiplier
    public Estimate estimateCauseChance(
            String cause, CausePrior prior, RandomVariable multiplier, double weeks, String whose) {
        List<ServiceHistory.PastMajorIncident> tagged = history.incidentsWithCause();
        double count = tagged.stream().mapToDouble(one -> one.partOf(cause)).sum();
        int without = history.incidents().size() - tagged.size();
        return new Estimate(
                prior.update(count, tagged.size(), history.weeks(), weeks).times(multiplier),
                ownData(formatNumber(count) + " of " + tagged.size() + " tagged incidents in "
                        + formatNumber(history.weeks())
                        + " weeks to " + history.asOf() + (without == 0 ? "" : ", " + without + " without a cause")
                        + "; prior: " + prior.source() + "; " + formatRange(multiplier) + " times as likely for "
                        + formatNumber(weeks) + " weeks, judgement of " + whose));
    }

    /// Estimates the probability that a change fails.
    ///
    /// @param kind kind of change, or [ServiceHistory#ANY_KIND]
    /// @param prior prior; null for that of the other services, or of all industries where those are too few
    /// @param whose whose judgement is used where no such change was ever made
    /// @throws IllegalArgumentException where none was and `whose` is null
    public Estimate estimateFailureChance(String kind, @Nullable FailurePrior prior, @Nullable String whose) {
        List<PastChange> changes = history.changesOfKind(kind);
        Prior belief = prior == null ? priorOfOthersOrIndustry() : new Prior(prior.distribution(), prior.source());
        return estimateShare(changes, PastChange::hasFailed, belief, kind + " changes", whose);
    }

    /// Estimates the probability that a failed change becomes a major incident.
    ///
    /// @param kind kind of change, or [ServiceHistory#ANY_KIND]
    /// @param whose whose judgement is used where no such change ever failed
    /// @throws IllegalArgumentException where none did and `whose` is null
    public Estimate estimateMajorChance(String kind, @Nullable String whose) {
        List<PastChange> failed = history.changesOfKind(kind).stream()
                .filter(PastChange::hasFailed)
                .toList();
        FailurePrior prior = FailurePrior.MAJOR_GIVEN_FAILED;
        return estimateShare(
                failed,
                change -> change.outcome() == PastChangeResult.MAJOR,
                new Prior(prior.distribution(), prior.source()),
                "failed " + kind + " changes",
                whose);
    }

    /// Estimates the minutes of an outage, or of one of its phases, from ended ones.
    public Estimate estimateOutageMinutes(ServiceHistory.OutagePhase part, OutageDurationPrior prior) {
        List<Double> known = history.knownMinutes(part);
        long open = history.countOngoing();
        int injected =
                part == ServiceHistory.OutagePhase.DETECT ? history.noticed().size() : 0;
        String words = known.size() - injected + " own outages with known duration ("
                + part.name().toLowerCase(Locale.ROOT) + ")"
                + (injected == 0 ? "" : " and " + injected + " injected faults")
                + (open == 0 ? "" : ", " + open + " ongoing excluded")
                + "; prior, worth two: " + prior.source();
        return new Estimate(
                OutageDurationModel.ofPrior(prior.distribution())
                        .update(known.stream().mapToDouble(Double::doubleValue).toArray())
                        .toLognormal(),
                new QuantitySource(
                        known.isEmpty() ? QuantitySource.Kind.PUBLISHED : QuantitySource.Kind.OWN_DATA, words));
    }

    /// Estimates the probability that a technology fails in a period in a way unknown to its users so far.
    ///
    /// @param multiplier factor on the usual rate in that period, without negative values
    /// @param weeks time for which a service runs it, 0 or more
    /// @throws IllegalArgumentException where the history does not contain the technology
    public Estimate estimateUnknownRisk(String technology, RandomVariable multiplier, double weeks) {
        OperatingExperience own = history.technologies().get(technology);
        if (own == null) {
            throw new IllegalArgumentException("the history has no technology " + technology + "; technologies: "
                    + history.technologies().keySet().stream().sorted().toList());
        }
        UnknownCauseIncidentRate cause = UnknownCauseIncidentRate.ofExperience(own);
        String words = formatNumber(own.hours()) + " own running hours of " + technology + " with "
                + formatNumber(own.incidents()) + " incidents; prior worth one month of operation (chosen by Evenkeel)";
        return new Estimate(
                new OccurrenceProbability(cause.shape(), cause.hours(), weeks * HOURS_OF_WEEK).times(multiplier),
                new QuantitySource(
                        own.hours() > 0 ? QuantitySource.Kind.OWN_DATA : QuantitySource.Kind.JUDGEMENT, words));
    }

    /// The effect of a factor on the logit of failure.
    ///
    /// @param estimate effect of one unit
    /// @param observed range of values among the changes, null where none has one
    public record FactorEffect(Estimate estimate, ReadinessFactor.@Nullable ObservedRange observed) {}

    /// Estimates the effect of one unit of a factor on the logit of failure: Firth's regression on the own
    /// changes, shrunk toward the prior by the precision of both (a ridge). Assumes normality and one factor
    /// at a time; correlated factors share their effect, and each gets all of it. With fewer than [#MIN_EVENTS]
    /// failed or successful changes, returns the prior.
    ///
    /// @param kind kind of change, or [ServiceHistory#ANY_KIND]
    /// @param whose who judged the prior
    public FactorEffect estimateEffect(String factor, String kind, NormalValue believed, String whose) {
        List<PastChange> known = history.changesOfKind(kind).stream()
                .filter(change -> change.factors().containsKey(factor))
                .toList();
        double[] values = known.stream()
                .mapToDouble(change -> change.factors().getOrDefault(factor, 0.0))
                .toArray();
        double[] failed =
                known.stream().mapToDouble(change -> change.hasFailed() ? 1 : 0).toArray();
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        ReadinessFactor.ObservedRange seen = known.isEmpty() ? null : new ReadinessFactor.ObservedRange(least, most);
        int events = (int) Arrays.stream(failed).sum();
        String words = events + " of " + known.size() + " " + kind + " changes with a known " + factor + " failed";
        if (Math.min(events, known.size() - events) < MIN_EVENTS || least == most) {
            String why = Math.min(events, known.size() - events) < MIN_EVENTS
                    ? ", fewer than " + MIN_EVENTS + " failed or successful ones"
                    : ", all with the same value";
            return new FactorEffect(
                    new Estimate(
                            believed,
                            new QuantitySource(QuantitySource.Kind.JUDGEMENT, whose + "; only " + words + why)),
                    seen);
        }
        LogisticFit fit = LogisticFit.fitFirth(values, failed);
        double own = 1 / (fit.slopeError() * fit.slopeError());
        double prior = 1 / (believed.deviation() * believed.deviation());
        var normalValue = new NormalValue(
                (own * fit.slope() + prior * believed.mean()) / (own + prior), 1 / Math.sqrt(own + prior));
        return new FactorEffect(new Estimate(normalValue, ownData(words + "; prior: " + whose)), seen);
    }

    private record Prior(BetaValue distribution, String description) {}

    /// Computes the prior from the changes of other services.
    ///
    /// @return null where they are too few, or do not differ more than by chance
    private @Nullable Prior priorOfOthers() {
        List<BetaBinomialFit.Group> groups = history.others().values().stream()
                .filter(group -> group.trials() >= MIN_CHANGES)
                .toList();
        if (groups.size() < MIN_SERVICES) {
            return null;
        }
        try {
            BetaBinomialFit fit = BetaBinomialFit.fit(groups);
            return new Prior(
                    new BetaValue(fit.alpha(), fit.beta()),
                    groups.size() + " other services, worth " + formatNumber(fit.alpha() + fit.beta()) + " changes");
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Prior priorOfOthersOrIndustry() {
        Prior others = priorOfOthers();
        FailurePrior industry = FailurePrior.ALL_INDUSTRIES;
        return others == null
                ? new Prior(industry.distribution(), industry.source() + " (other services are too few or too similar)")
                : others;
    }

    private Estimate estimateShare(
            List<PastChange> changes, Predicate<PastChange> event, Prior belief, String what, @Nullable String whose) {
        List<ChangeFailureEstimate.PastChangeOutcome> past = changes.stream()
                .map(change -> new ChangeFailureEstimate.PastChangeOutcome(
                        change.on().atStartOfDay().toInstant(ZoneOffset.UTC), event.test(change)))
                .toList();
        LocalDate asOf = history.asOf();
        ChangeFailureEstimate rate = ChangeFailureEstimate.of(
                belief.distribution, past, asOf.atStartOfDay().toInstant(ZoneOffset.UTC));
        String words = "prior: " + belief.description;
        if (changes.isEmpty()) {
            if (whose == null) {
                throw new IllegalArgumentException(
                        "the history has no " + what + "; name who estimates the value, as judgement: NAME");
            }
            return new Estimate(
                    rate.posterior(),
                    new QuantitySource(QuantitySource.Kind.JUDGEMENT, whose + "; no " + what + "; " + words));
        }
        long events = changes.stream().filter(event).count();
        return new Estimate(
                rate.posterior(),
                ownData(events + " of " + changes.size() + " " + what + " to " + asOf + ", worth "
                        + formatNumber(rate.effectiveSampleSize()) + " when weighted by age; " + words));
    }

    private static QuantitySource ownData(String words) {
        return new QuantitySource(QuantitySource.Kind.OWN_DATA, words);
    }

    private static String formatRange(RandomVariable distribution) {
        return distribution instanceof FixedValue known
                ? formatNumber(known.value())
                : formatNumber(distribution.quantile(FIVE)) + " to " + formatNumber(distribution.quantile(1 - FIVE));
    }
}
