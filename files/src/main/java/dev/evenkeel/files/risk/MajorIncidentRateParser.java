// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.MajorIncidentBaseRate;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.ReadinessFactor;
import dev.evenkeel.engine.decision.history.HistoryEstimator;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.risk.NormalValue;
import dev.evenkeel.files.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The base rate of a case, and what makes its change differ from others.
final class MajorIncidentRateParser {
    private static final Set<String> FIELDS = Set.of("failed", "majorGivenFailed", "reconcile", "readiness");
    private static final Set<String> FACTOR =
            Set.of("value", "mean", "effect", "seen", "approvalBoard", "events", "learnFrom");
    private static final int ENOUGH_EVENTS = 10;

    private final JsonObjectReader fields;
    private final QuantityParser forms;
    private final RiskCaseHistory history;

    /// @param history that effects may be learnt from
    MajorIncidentRateParser(JsonObjectReader fields, QuantityParser forms, RiskCaseHistory history) {
        this.history = history;
        this.fields = fields.only(FIELDS);
        this.forms = forms;
    }

    /// Reads it.
    ///
    /// @return null when something is wrong, which is then noted
    @Nullable
    MajorIncidentBaseRate read() {
        Quantity failed = forms.share(fields, "failed", "share of changes that fail");
        Quantity major = forms.share(fields, "majorGivenFailed", "share of failed changes that are major");
        List<ReadinessFactor> readiness = readiness(fields.object("readiness"));
        boolean reconcile = fields.truth("reconcile", false);
        if (failed == null || major == null) {
            return null;
        }
        try {
            return new MajorIncidentBaseRate(failed, major, reconcile, readiness);
        } catch (IllegalArgumentException e) {
            fields.faults().add(fields.at("readiness"), String.valueOf(e.getMessage()), "or leave readiness out");
            return null;
        }
    }

    private List<ReadinessFactor> readiness(JsonObjectReader parent) {
        List<ReadinessFactor> all = new ArrayList<>();
        if (parent.object() == null) {
            return all;
        }
        for (String name : parent.object().propertyNames()) {
            ReadinessFactor one = factor(name, parent.object(name).only(FACTOR));
            if (one != null) {
                all.add(one);
            }
        }
        List<ReadinessFactor> stated =
                all.stream().filter(one -> isStated(one, parent)).toList();
        stated.forEach(one -> enough(parent.object(one.factor()), stated.size()));
        return all;
    }

    /* Own data that the case itself tells of; what is learnt from a history has counted its events. */
    private static boolean isStated(ReadinessFactor one, JsonObjectReader parent) {
        return one.effect().origin().kind() == QuantitySource.Kind.OWN_DATA
                && parent.object(one.factor()).find("learnFrom") == null;
    }

    private static void enough(JsonObjectReader factor, long factors) {
        long events = factor.integer("events", 0);
        if (events < ENOUGH_EVENTS * factors) {
            factor.faults()
                    .add(
                            factor.at("effect"),
                            "rests on own data with " + events + " events for " + factors
                                    + " factors, and fewer than ten for each say next to nothing",
                            "keep a published or believed effect, judgement: NAME; or say events: N");
        }
    }

    private @Nullable ReadinessFactor factor(String name, JsonObjectReader factor) {
        Quantity effect = forms.any(factor, "effect", "effect of " + name);
        if (factor.find("value") == null || factor.find("mean") == null) {
            factor.faults()
                    .add(
                            factor.pointer(),
                            "needs value, that of this change, and mean, that of the changes of the base rate",
                            "write both");
            return null;
        }
        if (effect == null) {
            return null;
        }
        try {
            LearnedEffect learnt =
                    factor.find("learnFrom") == null ? new LearnedEffect(effect, null) : learnt(name, factor, effect);
            if (learnt == null) {
                return null;
            }
            ReadinessFactor.ObservedRange seen = seen(factor);
            return new ReadinessFactor(
                    name,
                    factor.number("value", 0),
                    factor.number("mean", 0),
                    learnt.effect,
                    factor.truth("approvalBoard", false),
                    seen == null ? learnt.seen : seen);
        } catch (IllegalArgumentException e) {
            factor.faults().add(factor.pointer(), String.valueOf(e.getMessage()), "correct it, or leave it out");
            return null;
        }
    }

    private record LearnedEffect(Quantity effect, ReadinessFactor.@Nullable ObservedRange seen) {}

    private @Nullable LearnedEffect learnt(String name, JsonObjectReader factor, Quantity believed) {
        ServiceHistory asked = history.ask(
                factor,
                RiskCaseHistory.NONE_GIVEN + ": " + RiskCaseHistory.GIVE + "leave learnFrom out",
                "correct it, or leave it out");
        if (asked == null) {
            return null;
        }
        if (!(believed.law() instanceof NormalValue law) || believed.origin().kind() == QuantitySource.Kind.OWN_DATA) {
            throw new IllegalArgumentException(
                    "learns on top of a belief, so effect must be mean and deviation with" + " published or judgement");
        }
        HistoryEstimator.FactorEffect effect = new HistoryEstimator(asked)
                .effect(
                        name,
                        factor.text("learnFrom", ""),
                        law,
                        believed.origin().words());
        return new LearnedEffect(
                new Quantity(
                        believed.name(), effect.known().law(), effect.known().origin(), believed.learnBy()),
                effect.seen());
    }

    private static ReadinessFactor.@Nullable ObservedRange seen(JsonObjectReader factor) {
        JsonNode seen = factor.find("seen");
        if (seen == null) {
            return null;
        }
        if (!seen.isArray()
                || seen.size() != 2
                || !seen.valueStream().allMatch(end -> JsonObjectReader.finite(end) != null)) {
            throw new IllegalArgumentException("seen must be the least and the largest value seen: [0, 12]");
        }
        return new ReadinessFactor.ObservedRange(
                seen.get(0).doubleValue(), seen.get(1).doubleValue());
    }
}
