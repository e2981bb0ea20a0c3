// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.MajorIncidentRatePerChange;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.ReadinessFactor;
import dev.evenkeel.engine.decision.history.HistoryEstimator;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.risk.NormalValue;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A resolver of the base rate of a case and of the factors by which its change differs from others.
final class BaseRateResolver {
    private static final String READINESS = "/base/readiness";
    private static final int ENOUGH_EVENTS = 10;

    private final QuantityResolver quantities;
    private final RiskCaseHistory history;
    private final ValidationErrors errors;

    /// @param history history from which effects can be estimated
    /// @param errors receives validation errors
    BaseRateResolver(QuantityResolver quantities, RiskCaseHistory history, ValidationErrors errors) {
        this.quantities = quantities;
        this.history = history;
        this.errors = errors;
    }

    /// Resolves the base rate.
    ///
    /// @return null when it is invalid; the error is then added
    @Nullable
    MajorIncidentRatePerChange resolve(RiskCaseDocument.BaseRate stated) {
        Quantity failed = quantities.resolveShare(stated.failed(), "/base/failed", "share of changes that fail");
        Quantity major = quantities.resolveShare(
                stated.majorGivenFailed(), "/base/majorGivenFailed", "share of failed changes that are major");
        List<ReadinessFactor> readiness = resolveReadiness(stated.readiness());
        if (failed == null || major == null) {
            return null;
        }
        try {
            return new MajorIncidentRatePerChange(failed, major, stated.reconcile(), readiness);
        } catch (IllegalArgumentException e) {
            errors.add(READINESS, String.valueOf(e.getMessage()), "or remove readiness");
            return null;
        }
    }

    private List<ReadinessFactor> resolveReadiness(Map<String, RiskCaseDocument.Readiness> stated) {
        List<ReadinessFactor> all = new ArrayList<>();
        stated.forEach((name, factor) -> {
            ReadinessFactor one = resolveFactor(name, factor, READINESS + "/" + name);
            if (one != null) {
                all.add(one);
            }
        });
        /* An effect learned from the history has already counted its events. */
        List<String> fromOwnData = all.stream()
                .filter(one -> one.effect().origin().kind() == QuantitySource.Kind.OWN_DATA)
                .map(ReadinessFactor::factor)
                .filter(name -> stated.containsKey(name) && stated.get(name).learnFrom() == null)
                .toList();
        fromOwnData.forEach(name -> checkEventCount(name, stated.get(name), fromOwnData.size()));
        return all;
    }

    private void checkEventCount(String name, RiskCaseDocument.@Nullable Readiness factor, int factors) {
        long events = factor == null ? 0 : factor.events();
        if (events < (long) ENOUGH_EVENTS * factors) {
            errors.add(
                    READINESS + "/" + name + "/effect",
                    "is based on own data with " + events + " events for " + factors
                            + " factors; at least ten per factor are required",
                    "use a published or estimated effect, judgement: NAME; or set events: N");
        }
    }

    private @Nullable ReadinessFactor resolveFactor(String name, RiskCaseDocument.Readiness factor, String pointer) {
        Quantity effect = quantities.resolve(factor.effect(), pointer + "/effect", "effect of " + name);
        if (effect == null || errors.contains(pointer)) {
            return null;
        }
        try {
            LearnedEffect learned = factor.learnFrom() == null
                    ? new LearnedEffect(effect, null)
                    : learnEffect(name, factor.learnFrom(), effect, pointer);
            return learned == null
                    ? null
                    : new ReadinessFactor(
                            name,
                            factor.value(),
                            factor.mean(),
                            learned.effect,
                            factor.approvalBoard(),
                            factor.seen() == null ? learned.observed : toRange(factor.seen()));
        } catch (IllegalArgumentException e) {
            errors.add(pointer, String.valueOf(e.getMessage()), "correct it, or remove it");
            return null;
        }
    }

    private record LearnedEffect(Quantity effect, ReadinessFactor.@Nullable ObservedRange observed) {}

    private @Nullable LearnedEffect learnEffect(String name, String kind, Quantity believed, String pointer) {
        ServiceHistory known = history.find(pointer, "remove learnFrom", errors);
        if (known == null) {
            return null;
        }
        if (!(believed.distribution() instanceof NormalValue normalValue)
                || believed.origin().kind() == QuantitySource.Kind.OWN_DATA) {
            throw new IllegalArgumentException(
                    "learnFrom updates a prior effect, which must have mean, deviation, and published or judgement");
        }
        HistoryEstimator.FactorEffect effect = new HistoryEstimator(known)
                .estimateEffect(name, kind, normalValue, believed.origin().description());
        return new LearnedEffect(
                new Quantity(
                        believed.name(),
                        effect.estimate().distribution(),
                        effect.estimate().origin(),
                        believed.learnBy()),
                effect.observed());
    }

    private static ReadinessFactor.ObservedRange toRange(List<Double> seen) {
        if (seen.size() != 2) {
            throw new IllegalArgumentException("seen must be the lowest and the highest observed value: [0, 12]");
        }
        return new ReadinessFactor.ObservedRange(seen.getFirst(), seen.getLast());
    }
}
