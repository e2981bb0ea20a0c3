// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.MajorIncidentRatePerChange;
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

/// A parser of the base rate of a case and of the factors by which its change differs from others.
final class MajorIncidentRateParser {
    private static final Set<String> FIELDS = Set.of("failed", "majorGivenFailed", "reconcile", "readiness");
    private static final Set<String> FACTOR =
            Set.of("value", "mean", "effect", "seen", "approvalBoard", "events", "learnFrom");
    private static final int ENOUGH_EVENTS = 10;

    private final JsonObjectReader fields;
    private final QuantityParser forms;
    private final RiskCaseHistory history;

    /// @param history history from which effects can be estimated
    MajorIncidentRateParser(JsonObjectReader fields, QuantityParser forms, RiskCaseHistory history) {
        this.history = history;
        this.fields = fields.rejectUnknownFields(FIELDS);
        this.forms = forms;
    }

    /// Parses the base rate.
    ///
    /// @return null when it is invalid; the error is then added
    @Nullable
    MajorIncidentRatePerChange parse() {
        Quantity failed = forms.parseShare(fields, "failed", "share of changes that fail");
        Quantity major = forms.parseShare(fields, "majorGivenFailed", "share of failed changes that are major");
        List<ReadinessFactor> readiness = parseReadiness(fields.object("readiness"));
        boolean reconcile = fields.bool("reconcile", false);
        if (failed == null || major == null) {
            return null;
        }
        try {
            return new MajorIncidentRatePerChange(failed, major, reconcile, readiness);
        } catch (IllegalArgumentException e) {
            fields.errors().add(fields.pointerTo("readiness"), String.valueOf(e.getMessage()), "or remove readiness");
            return null;
        }
    }

    private List<ReadinessFactor> parseReadiness(JsonObjectReader parent) {
        List<ReadinessFactor> all = new ArrayList<>();
        if (parent.object() == null) {
            return all;
        }
        for (String name : parent.object().propertyNames()) {
            ReadinessFactor one = parseFactor(name, parent.object(name).rejectUnknownFields(FACTOR));
            if (one != null) {
                all.add(one);
            }
        }
        List<ReadinessFactor> stated =
                all.stream().filter(one -> isStated(one, parent)).toList();
        stated.forEach(one -> checkEventCount(parent.object(one.factor()), stated.size()));
        return all;
    }

    /* Own data stated in the case; an effect estimated from a history has already counted its events. */
    private static boolean isStated(ReadinessFactor one, JsonObjectReader parent) {
        return one.effect().origin().kind() == QuantitySource.Kind.OWN_DATA
                && parent.object(one.factor()).find("learnFrom") == null;
    }

    private static void checkEventCount(JsonObjectReader factor, long factors) {
        long events = factor.integer("events", 0);
        if (events < ENOUGH_EVENTS * factors) {
            factor.errors()
                    .add(
                            factor.pointerTo("effect"),
                            "is based on own data with " + events + " events for " + factors
                                    + " factors; at least ten per factor are required",
                            "use a published or estimated effect, judgement: NAME; or set events: N");
        }
    }

    private @Nullable ReadinessFactor parseFactor(String name, JsonObjectReader factor) {
        Quantity effect = forms.parseAny(factor, "effect", "effect of " + name);
        if (factor.find("value") == null || factor.find("mean") == null) {
            factor.errors()
                    .add(
                            factor.pointer(),
                            "must have value (of this change) and mean (of the changes of the base rate)",
                            "set both");
            return null;
        }
        if (effect == null) {
            return null;
        }
        try {
            LearnedEffect learnt = factor.find("learnFrom") == null
                    ? new LearnedEffect(effect, null)
                    : learnEffect(name, factor, effect);
            if (learnt == null) {
                return null;
            }
            ReadinessFactor.ObservedRange seen = parseRange(factor);
            return new ReadinessFactor(
                    name,
                    factor.number("value", 0),
                    factor.number("mean", 0),
                    learnt.effect,
                    factor.bool("approvalBoard", false),
                    seen == null ? learnt.observed : seen);
        } catch (IllegalArgumentException e) {
            factor.errors().add(factor.pointer(), String.valueOf(e.getMessage()), "correct it, or remove it");
            return null;
        }
    }

    private record LearnedEffect(Quantity effect, ReadinessFactor.@Nullable ObservedRange observed) {}

    private @Nullable LearnedEffect learnEffect(String name, JsonObjectReader factor, Quantity believed) {
        ServiceHistory serviceHistory = history.requireHistory(
                factor,
                RiskCaseHistory.NONE_GIVEN + ": " + RiskCaseHistory.REMEDY + "remove learnFrom",
                "correct it, or remove it");
        if (serviceHistory == null) {
            return null;
        }
        if (!(believed.distribution() instanceof NormalValue normalValue)
                || believed.origin().kind() == QuantitySource.Kind.OWN_DATA) {
            throw new IllegalArgumentException(
                    "learnFrom updates a prior effect, which must have mean, deviation, and published or judgement");
        }
        HistoryEstimator.FactorEffect effect = new HistoryEstimator(serviceHistory)
                .estimateEffect(
                        name,
                        factor.text("learnFrom", ""),
                        normalValue,
                        believed.origin().description());
        return new LearnedEffect(
                new Quantity(
                        believed.name(),
                        effect.estimate().distribution(),
                        effect.estimate().origin(),
                        believed.learnBy()),
                effect.observed());
    }

    private static ReadinessFactor.@Nullable ObservedRange parseRange(JsonObjectReader factor) {
        JsonNode seen = factor.find("seen");
        if (seen == null) {
            return null;
        }
        if (!seen.isArray()
                || seen.size() != 2
                || !seen.valueStream().allMatch(end -> JsonObjectReader.toFiniteDouble(end) != null)) {
            throw new IllegalArgumentException("seen must be the lowest and the highest observed value: [0, 12]");
        }
        return new ReadinessFactor.ObservedRange(
                seen.get(0).doubleValue(), seen.get(1).doubleValue());
    }
}
