// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.BaseRate;
import dev.evenkeel.engine.decision.Origin;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.Readiness;
import dev.evenkeel.files.plan.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The base rate of a case, and what makes its change differ from others.
final class BaseForm {
    private static final Set<String> FIELDS = Set.of("failed", "majorGivenFailed", "reconcile", "readiness");
    private static final Set<String> FACTOR = Set.of("value", "mean", "effect", "seen", "approvalBoard", "events");
    private static final int ENOUGH_EVENTS = 10;

    private final JsonFields fields;
    private final QuantityForm forms;

    BaseForm(JsonFields fields, QuantityForm forms) {
        this.fields = fields.only(FIELDS);
        this.forms = forms;
    }

    /// Reads it.
    ///
    /// @return null when something is wrong, which is then noted
    @Nullable
    BaseRate read() {
        Quantity failed = forms.share(fields, "failed", "share of changes that fail");
        Quantity major = forms.share(fields, "majorGivenFailed", "share of failed changes that are major");
        List<Readiness> readiness = readiness(fields.object("readiness"));
        boolean reconcile = fields.truth("reconcile", false);
        if (failed == null || major == null) {
            return null;
        }
        try {
            return new BaseRate(failed, major, reconcile, readiness);
        } catch (IllegalArgumentException e) {
            fields.faults().add(fields.at("readiness"), String.valueOf(e.getMessage()), "or leave readiness out");
            return null;
        }
    }

    private List<Readiness> readiness(JsonFields parent) {
        List<Readiness> all = new ArrayList<>();
        if (parent.object() == null) {
            return all;
        }
        for (String name : parent.object().propertyNames()) {
            Readiness one = factor(name, parent.object(name).only(FACTOR));
            if (one != null) {
                all.add(one);
            }
        }
        long own = all.stream().filter(BaseForm::isOwn).count();
        all.stream().filter(BaseForm::isOwn).forEach(one -> enough(parent.object(one.factor()), own));
        return all;
    }

    private static boolean isOwn(Readiness one) {
        return one.effect().origin().kind() == Origin.Kind.OWN_DATA;
    }

    private static void enough(JsonFields factor, long factors) {
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

    private @Nullable Readiness factor(String name, JsonFields factor) {
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
            return new Readiness(
                    name,
                    factor.number("value", 0),
                    factor.number("mean", 0),
                    effect,
                    factor.truth("approvalBoard", false),
                    seen(factor));
        } catch (IllegalArgumentException e) {
            factor.faults().add(factor.pointer(), String.valueOf(e.getMessage()), "correct it, or leave it out");
            return null;
        }
    }

    private static Readiness.@Nullable Seen seen(JsonFields factor) {
        JsonNode seen = factor.find("seen");
        if (seen == null) {
            return null;
        }
        if (!seen.isArray() || seen.size() != 2 || !seen.valueStream().allMatch(JsonNode::isNumber)) {
            throw new IllegalArgumentException("seen must be the least and the largest value seen: [0, 12]");
        }
        return new Readiness.Seen(seen.get(0).doubleValue(), seen.get(1).doubleValue());
    }
}
