// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rules of an SLO.
///
/// @param warnings where warnings go
record OpenSloSloValidator(ValidationErrors warnings) {
    private static final List<String> METHODS = List.of("Occurrences", "Timeslices", "RatioTimeslices");
    private static final List<String> OPS = List.of("lte", "gte", "lt", "gt");

    void check(JsonObjectReader spec) {
        spec.only(Set.of(
                "description",
                "service",
                "indicator",
                "indicatorRef",
                "timeWindow",
                "budgetingMethod",
                "objectives",
                "alertPolicies"));
        OpenSloFieldReader.text(spec, "service", "name the service whose SLO it is");
        boolean composite = spec.find("indicator") == null
                && spec.find("indicatorRef") == null
                && OpenSloFieldReader.elements(spec, "objectives").stream().anyMatch(OpenSloSloValidator::hasIndicator);
        if (!composite) {
            indicator(spec);
        }
        new OpenSloTimeWindowParser(warnings).check(spec);
        String method = OpenSloFieldReader.oneOf(spec, "budgetingMethod", METHODS);
        objectives(spec, method);
        OpenSloFieldReader.elements(spec, "alertPolicies")
                .forEach(policy -> OpenSloFieldReader.refOrInline(
                        policy,
                        "alertPolicyRef",
                        OpenSloKind.ALERT_POLICY,
                        inline -> new OpenSloAlertValidator(warnings).policy(inline)));
    }

    private static boolean hasIndicator(JsonObjectReader objective) {
        return objective.find("indicator") != null || objective.find("indicatorRef") != null;
    }

    private static void indicator(JsonObjectReader fields) {
        OpenSloFieldReader.exactlyOne(fields, List.of("indicator", "indicatorRef"))
                .ifPresent(kind -> {
                    if (kind.equals("indicatorRef")) {
                        OpenSloFieldReader.name(fields, kind);
                    } else {
                        JsonObjectReader inline =
                                fields.object(kind).only(Set.of("apiVersion", "kind", "metadata", "spec"));
                        OpenSloObjectValidator.metadata(inline.object("metadata"));
                        OpenSloSliValidator.check(inline.object("spec"));
                    }
                });
    }

    private void objectives(JsonObjectReader spec, String method) {
        List<JsonObjectReader> objectives = OpenSloFieldReader.elements(spec, "objectives");
        if (objectives.isEmpty()) {
            OpenSloFieldReader.fault(spec, "objectives", "needs at least one", "write a list with a target");
        }
        boolean threshold = spec.object("indicator").object("spec").find("thresholdMetric") != null;
        boolean known = spec.find("indicator") != null;
        Set<String> names = new HashSet<>();
        for (JsonObjectReader objective : objectives) {
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
            if (!names.add(OpenSloObjectiveParser.name(objective.object()))) {
                OpenSloFieldReader.fault(
                        objective,
                        "displayName",
                        "another objective has the name \"" + OpenSloObjectiveParser.name(objective.object()) + "\"",
                        "give each objective its own displayName");
            }
        }
    }

    private static void targets(JsonObjectReader objective) {
        OpenSloFieldReader.exactlyOne(objective, List.of("target", "targetPercent"))
                .ifPresent(kind -> {
                    double most = kind.equals("target") ? 1 : 100;
                    double target = objective.number(kind, 0);
                    if (!(target >= 0 && target < most)) {
                        OpenSloFieldReader.fault(
                                objective,
                                kind,
                                "must be at least 0 and below " + (int) most + ", got " + target,
                                "leave some budget for errors");
                    }
                });
    }

    private static void slices(JsonObjectReader objective, String method) {
        boolean bySlice = method.endsWith("lices");
        if (method.equals("Timeslices")) {
            double target = objective.number("timeSliceTarget", -1);
            if (!(target > 0 && target <= 1)) {
                OpenSloFieldReader.fault(
                        objective,
                        "timeSliceTarget",
                        objective.find("timeSliceTarget") == null ? "is missing" : "must be above 0 and at most 1",
                        "say which good share makes a slice good");
            }
        }
        if (bySlice && OpenSloObjectiveParser.slice(objective.object()).isEmpty()) {
            Optional<Object> given = Optional.ofNullable(objective.find("timeSliceWindow"));
            OpenSloFieldReader.fault(
                    objective,
                    "timeSliceWindow",
                    given.map(text -> "is no length of time: " + text).orElse("is missing"),
                    "write the length of a slice, like 5m");
        }
    }

    private void comparison(JsonObjectReader objective, boolean threshold) {
        if (threshold) {
            OpenSloFieldReader.oneOf(objective, "op", OPS);
            if (objective.find("value") == null) {
                OpenSloFieldReader.fault(objective, "value", "is missing", "say what the metric is compared with");
            }
            objective.number("value", 0);
        } else if (objective.find("value") != null) {
            OpenSloFieldReader.fault(
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
