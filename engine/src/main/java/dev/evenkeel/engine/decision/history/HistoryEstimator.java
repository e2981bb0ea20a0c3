// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.history;

import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.ReadinessFactor;
import dev.evenkeel.engine.decision.history.ServiceHistory.Outcome;
import dev.evenkeel.engine.decision.history.ServiceHistory.PastChange;
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
import dev.evenkeel.engine.risk.UncertainValue;
import dev.evenkeel.engine.technology.OperatingExperience;
import dev.evenkeel.engine.technology.UnknownCauseRate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What an organisation's own history says of a number of a case, each with the words that say how much
/// history that is.
public final class HistoryEstimator {
    /// So many other services must be known before they are a prior.
    public static final int SERVICES = 5;
    /// So many changes each of them must have.
    public static final int CHANGES = 10;

    /// So many changes must have failed, and not failed, before they say what a factor does.
    public static final int EVENTS = 10;

    private static final double HOURS_OF_WEEK = 168;
    private static final double FIVE = 0.05;

    private final ServiceHistory history;

    /// Reads a history.
    public HistoryEstimator(ServiceHistory history) {
        this.history = history;
    }

    /// What is known of a number, and from where.
    ///
    /// @param law what is known
    /// @param origin how much history that rests on
    public record Estimate(UncertainValue law, QuantitySource origin) {}

    /// The chance that a cause strikes in some weeks, from the incidents it had a part in.
    ///
    /// @param multiplier how many times as likely as usual it is meanwhile, no number below 0
    /// @param weeks that are asked for, 0 or more
    /// @param whose judgement the multiplier is
    public Estimate cause(String cause, CausePrior prior, UncertainValue multiplier, double weeks, String whose) {
        List<ServiceHistory.PastMajorIncident> tagged = history.tagged();
        double count = tagged.stream().mapToDouble(one -> one.part(cause)).sum();
        int without = history.incidents().size() - tagged.size();
        return new Estimate(
                prior.after(count, tagged.size(), history.weeks(), weeks).times(multiplier),
                own(number(count) + " of " + tagged.size() + " tagged incidents in " + number(history.weeks())
                        + " weeks to " + history.asOf() + (without == 0 ? "" : ", " + without + " without a cause")
                        + "; prior: " + prior.source() + "; " + range(multiplier) + " times as likely for "
                        + number(weeks) + " weeks, judgement of " + whose));
    }

    /// The chance that a change fails.
    ///
    /// @param kind of change, or [ServiceHistory#ANY_KIND]
    /// @param prior what is believed before; null for that of the other services, and of all industries
    ///     where those are too few
    /// @param whose judgement it is where no such change was ever made
    /// @throws IllegalArgumentException where none was and nobody's judgement is named
    public Estimate failed(String kind, @Nullable FailurePrior prior, @Nullable String whose) {
        List<PastChange> changes = history.ofKind(kind);
        Prior belief = prior == null ? othersOrIndustry() : new Prior(prior.law(), prior.source());
        return share(changes, PastChange::failed, belief, kind + " changes", whose);
    }

    /// The chance that a change which failed became a major incident.
    ///
    /// @param kind of change, or [ServiceHistory#ANY_KIND]
    /// @param whose judgement it is where no such change ever failed
    /// @throws IllegalArgumentException where none did and nobody's judgement is named
    public Estimate majorGivenFailed(String kind, @Nullable String whose) {
        List<PastChange> failed =
                history.ofKind(kind).stream().filter(PastChange::failed).toList();
        FailurePrior prior = FailurePrior.MAJOR_GIVEN_FAILED;
        return share(
                failed,
                change -> change.outcome() == Outcome.MAJOR,
                new Prior(prior.law(), prior.source()),
                "failed " + kind + " changes",
                whose);
    }

    /// The minutes of an outage, or of a part of it, from those that are over.
    public Estimate minutes(ServiceHistory.OutagePhase part, OutageDurationPrior prior) {
        List<Double> known = history.minutes(part);
        long open = history.open();
        int injected =
                part == ServiceHistory.OutagePhase.DETECT ? history.noticed().size() : 0;
        String words = known.size() - injected + " own outages with known minutes ("
                + part.name().toLowerCase(Locale.ROOT) + ")"
                + (injected == 0 ? "" : " and " + injected + " faults injected on purpose")
                + (open == 0 ? "" : ", " + open + " open left out")
                + "; prior, worth two: " + prior.source();
        return new Estimate(
                OutageDurationModel.believed(prior.law())
                        .after(known.stream().mapToDouble(Double::doubleValue).toArray())
                        .asLognormal(),
                new QuantitySource(
                        known.isEmpty() ? QuantitySource.Kind.PUBLISHED : QuantitySource.Kind.OWN_DATA, words));
    }

    /// The chance that a technology does in some weeks what its users have not seen yet.
    ///
    /// @param multiplier how many times as likely as usual that is meanwhile, no number below 0
    /// @param weeks that a service runs it, 0 or more
    /// @throws IllegalArgumentException where the history does not know the technology
    public Estimate unknown(String technology, UncertainValue multiplier, double weeks) {
        OperatingExperience own = history.technologies().get(technology);
        if (own == null) {
            throw new IllegalArgumentException("the history knows no technology " + technology + "; it knows "
                    + history.technologies().keySet().stream().sorted().toList());
        }
        UnknownCauseRate cause = UnknownCauseRate.after(own);
        String words = number(own.hours()) + " own running hours of " + technology + " with " + number(own.incidents())
                + " incidents; prior worth a month of running, our choice";
        return new Estimate(
                new OccurrenceProbability(cause.shape(), cause.hours(), weeks * HOURS_OF_WEEK).times(multiplier),
                new QuantitySource(
                        own.hours() > 0 ? QuantitySource.Kind.OWN_DATA : QuantitySource.Kind.JUDGEMENT, words));
    }

    /// What a factor does to the logit of failing, and the values it was learnt from.
    ///
    /// @param known the effect of a unit
    /// @param seen least and largest value among the changes, null where none has one
    public record FactorEffect(Estimate known, ReadinessFactor.@Nullable ObservedRange seen) {}

    /// What a unit of a factor adds to the logit of failing: Firth's line through the own changes, drawn
    /// toward what was believed by the precision of both (a ridge). Taken as normal and for one factor
    /// at a time; factors that go together share their effect, and each then gets all of it. With fewer
    /// than [#EVENTS] changes that failed, or as few that did not, the belief stays.
    ///
    /// @param kind of change, or [ServiceHistory#ANY_KIND]
    /// @param whose judgement the belief is
    public FactorEffect effect(String factor, String kind, NormalValue believed, String whose) {
        List<PastChange> known = history.ofKind(kind).stream()
                .filter(change -> change.factors().containsKey(factor))
                .toList();
        double[] values = known.stream()
                .mapToDouble(change -> change.factors().getOrDefault(factor, 0.0))
                .toArray();
        double[] failed =
                known.stream().mapToDouble(change -> change.failed() ? 1 : 0).toArray();
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        ReadinessFactor.ObservedRange seen = known.isEmpty() ? null : new ReadinessFactor.ObservedRange(least, most);
        int events = (int) Arrays.stream(failed).sum();
        String words = events + " of " + known.size() + " " + kind + " changes with a known " + factor + " failed";
        if (Math.min(events, known.size() - events) < EVENTS || least == most) {
            String why = Math.min(events, known.size() - events) < EVENTS
                    ? ", fewer than " + EVENTS + " that did or did not"
                    : ", all of one value";
            return new FactorEffect(
                    new Estimate(
                            believed,
                            new QuantitySource(QuantitySource.Kind.JUDGEMENT, whose + "; only " + words + why)),
                    seen);
        }
        LogisticFit fit = LogisticFit.firth(values, failed);
        double own = 1 / (fit.slopeError() * fit.slopeError());
        double prior = 1 / (believed.deviation() * believed.deviation());
        var law = new NormalValue(
                (own * fit.slope() + prior * believed.mean()) / (own + prior), 1 / Math.sqrt(own + prior));
        return new FactorEffect(new Estimate(law, own(words + "; prior: " + whose)), seen);
    }

    private record Prior(BetaValue law, String words) {}

    /// What the changes of other services say before any of this one are seen.
    ///
    /// @return null where they are too few, or do not differ more than by chance
    private @Nullable Prior others() {
        List<BetaBinomialFit.Group> groups = history.others().values().stream()
                .filter(group -> group.trials() >= CHANGES)
                .toList();
        if (groups.size() < SERVICES) {
            return null;
        }
        try {
            BetaBinomialFit fit = BetaBinomialFit.of(groups);
            return new Prior(
                    new BetaValue(fit.alpha(), fit.beta()),
                    groups.size() + " other services, worth " + number(fit.alpha() + fit.beta()) + " changes");
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Prior othersOrIndustry() {
        Prior others = others();
        FailurePrior industry = FailurePrior.ALL_INDUSTRIES;
        return others == null
                ? new Prior(industry.law(), industry.source() + " (other services are too few or too alike)")
                : others;
    }

    private Estimate share(
            List<PastChange> changes, Predicate<PastChange> event, Prior belief, String what, @Nullable String whose) {
        List<ChangeFailureEstimate.Past> past = changes.stream()
                .map(change -> new ChangeFailureEstimate.Past(
                        change.on().atStartOfDay().toInstant(ZoneOffset.UTC), event.test(change)))
                .toList();
        LocalDate asOf = history.asOf();
        ChangeFailureEstimate rate =
                ChangeFailureEstimate.of(belief.law, past, asOf.atStartOfDay().toInstant(ZoneOffset.UTC));
        String words = "prior: " + belief.words;
        if (changes.isEmpty()) {
            if (whose == null) {
                throw new IllegalArgumentException(
                        "the history has no " + what + ", so this would be a judgement: say whose, judgement: NAME");
            }
            return new Estimate(
                    rate.posterior(),
                    new QuantitySource(QuantitySource.Kind.JUDGEMENT, whose + "; no " + what + "; " + words));
        }
        long events = changes.stream().filter(event).count();
        return new Estimate(
                rate.posterior(),
                own(events + " of " + changes.size() + " " + what + " to " + asOf + ", worth " + number(rate.sample())
                        + " by their age; " + words));
    }

    private static QuantitySource own(String words) {
        return new QuantitySource(QuantitySource.Kind.OWN_DATA, words);
    }

    private static String range(UncertainValue law) {
        return law instanceof FixedValue known
                ? number(known.value())
                : number(law.quantile(FIVE)) + " to " + number(law.quantile(1 - FIVE));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
