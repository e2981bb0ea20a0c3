// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rules of an SLO.
///
/// @param warnings where warnings go
record SloRules(Faults warnings) {
    private static final List<String> METHODS = List.of("Occurrences", "Timeslices", "RatioTimeslices");
    private static final List<String> OPS = List.of("lte", "gte", "lt", "gt");

    void check(JsonFields spec) {
        spec.only(Set.of(
                "description",
                "service",
                "indicator",
                "indicatorRef",
                "timeWindow",
                "budgetingMethod",
                "objectives",
                "alertPolicies"));
        Form.text(spec, "service", "name the service whose SLO it is");
        boolean composite = spec.find("indicator") == null
                && spec.find("indicatorRef") == null
                && Form.elements(spec, "objectives").stream().anyMatch(SloRules::hasIndicator);
        if (!composite) {
            indicator(spec);
        }
        new WindowRules(warnings).check(spec);
        String method = Form.oneOf(spec, "budgetingMethod", METHODS);
        objectives(spec, method);
        Form.elements(spec, "alertPolicies")
                .forEach(policy -> Form.refOrInline(
                        policy,
                        "alertPolicyRef",
                        Kind.ALERT_POLICY,
                        inline -> new AlertRules(warnings).policy(inline)));
    }

    private static boolean hasIndicator(JsonFields objective) {
        return objective.find("indicator") != null || objective.find("indicatorRef") != null;
    }

    private static void indicator(JsonFields fields) {
        Form.exactlyOne(fields, List.of("indicator", "indicatorRef")).ifPresent(kind -> {
            if (kind.equals("indicatorRef")) {
                Form.name(fields, kind);
            } else {
                JsonFields inline = fields.object(kind).only(Set.of("apiVersion", "kind", "metadata", "spec"));
                ObjectRules.metadata(inline.object("metadata"));
                SliRules.check(inline.object("spec"));
            }
        });
    }

    private void objectives(JsonFields spec, String method) {
        List<JsonFields> objectives = Form.elements(spec, "objectives");
        if (objectives.isEmpty()) {
            Form.fault(spec, "objectives", "needs at least one", "write a list with a target");
        }
        boolean threshold = spec.object("indicator").object("spec").find("thresholdMetric") != null;
        boolean known = spec.find("indicator") != null;
        Set<String> names = new HashSet<>();
        for (JsonFields objective : objectives) {
            objective.only(Set.of(
                    "displayName",
                    "op",
                    "value",
                    "target",
                    "targetPercent",
                    "timeSliceTarget",
                    "timeSliceWindow",
                    "indicator",
                    "indicatorRef",
                    "compositeWeight"));
            targets(objective);
            slices(objective, method);
            if (hasIndicator(objective)) {
                indicator(objective);
            } else if (known) {
                comparison(objective, threshold);
            }
            if (!names.add(Targets.name(objective.object()))) {
                Form.fault(
                        objective,
                        "displayName",
                        "another objective has the name \"" + Targets.name(objective.object()) + "\"",
                        "give each objective its own displayName");
            }
        }
    }

    private static void targets(JsonFields objective) {
        Form.exactlyOne(objective, List.of("target", "targetPercent")).ifPresent(kind -> {
            double most = kind.equals("target") ? 1 : 100;
            double target = objective.number(kind, 0);
            if (!(target >= 0 && target < most)) {
                Form.fault(
                        objective,
                        kind,
                        "must be at least 0 and below " + (int) most + ", got " + target,
                        "leave some budget for errors");
            }
        });
    }

    private static void slices(JsonFields objective, String method) {
        boolean bySlice = method.endsWith("lices");
        if (method.equals("Timeslices")) {
            double target = objective.number("timeSliceTarget", -1);
            if (!(target > 0 && target <= 1)) {
                Form.fault(
                        objective,
                        "timeSliceTarget",
                        objective.find("timeSliceTarget") == null ? "is missing" : "must be above 0 and at most 1",
                        "say which good share makes a slice good");
            }
        }
        if (bySlice && Targets.slice(objective.object()).isEmpty()) {
            Optional<Object> given = Optional.ofNullable(objective.find("timeSliceWindow"));
            Form.fault(
                    objective,
                    "timeSliceWindow",
                    given.map(text -> "is no length of time: " + text).orElse("is missing"),
                    "write the length of a slice, like 5m");
        }
    }

    private void comparison(JsonFields objective, boolean threshold) {
        if (threshold) {
            Form.oneOf(objective, "op", OPS);
            if (objective.find("value") == null) {
                Form.fault(objective, "value", "is missing", "say what the metric is compared with");
            }
            objective.number("value", 0);
        } else if (objective.find("value") != null) {
            Form.fault(
                    objective,
                    "value",
                    "is for threshold metrics only",
                    "remove it; a ratio is compared with its target");
        } else if (objective.find("op") != null) {
            warnings.add(
                    objective.at("op"),
                    "says nothing for a ratio metric, whose good share must reach its target",
                    "remove it");
        }
    }
}
