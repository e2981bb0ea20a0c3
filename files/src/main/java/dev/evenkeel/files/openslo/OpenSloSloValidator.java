// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A validator of SLOs.
///
/// @param warnings receives warnings
record OpenSloSloValidator(ValidationErrors warnings) {
    private static final List<String> METHODS = List.of("Occurrences", "Timeslices", "RatioTimeslices");
    private static final List<String> OPS = List.of("lte", "gte", "lt", "gt");

    void validate(JsonObjectReader spec) {
        spec.rejectUnknownFields(Set.of(
                "description",
                "service",
                "indicator",
                "indicatorRef",
                "timeWindow",
                "budgetingMethod",
                "objectives",
                "alertPolicies"));
        OpenSloFieldReader.requireText(spec, "service", "name the service whose SLO it is");
        boolean composite = spec.find("indicator") == null
                && spec.find("indicatorRef") == null
                && OpenSloFieldReader.listElements(spec, "objectives").stream()
                        .anyMatch(OpenSloSloValidator::hasIndicator);
        if (!composite) {
            validateIndicator(spec);
        }
        new OpenSloTimeWindowParser(warnings).parse(spec);
        String method = OpenSloFieldReader.requireOneOf(spec, "budgetingMethod", METHODS);
        validateObjectives(spec, method);
        OpenSloFieldReader.listElements(spec, "alertPolicies")
                .forEach(policy -> OpenSloFieldReader.readReferenceOrInline(
                        policy,
                        "alertPolicyRef",
                        OpenSloKind.ALERT_POLICY,
                        inline -> new OpenSloAlertValidator(warnings).validatePolicy(inline)));
    }

    private static boolean hasIndicator(JsonObjectReader objective) {
        return objective.find("indicator") != null || objective.find("indicatorRef") != null;
    }

    private static void validateIndicator(JsonObjectReader fields) {
        OpenSloFieldReader.requireExactlyOne(fields, List.of("indicator", "indicatorRef"))
                .ifPresent(kind -> {
                    if (kind.equals("indicatorRef")) {
                        OpenSloFieldReader.requireName(fields, kind);
                    } else {
                        JsonObjectReader inline = fields.object(kind)
                                .rejectUnknownFields(Set.of("apiVersion", "kind", "metadata", "spec"));
                        OpenSloObjectValidator.validateMetadata(inline.object("metadata"));
                        OpenSloSliValidator.validate(inline.object("spec"));
                    }
                });
    }

    private void validateObjectives(JsonObjectReader spec, String method) {
        List<JsonObjectReader> objectives = OpenSloFieldReader.listElements(spec, "objectives");
        if (objectives.isEmpty()) {
            OpenSloFieldReader.addError(spec, "objectives", "needs at least one", "write a list with a target");
        }
        boolean threshold = spec.object("indicator").object("spec").find("thresholdMetric") != null;
        boolean known = spec.find("indicator") != null;
        Set<String> names = new HashSet<>();
        for (JsonObjectReader objective : objectives) {
            objective.rejectUnknownFields(Set.of(
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
            validateTargets(objective);
            validateSlices(objective, method);
            if (hasIndicator(objective)) {
                validateIndicator(objective);
            } else if (known) {
                validateComparison(objective, threshold);
            }
            if (!names.add(OpenSloObjectiveParser.nameOf(objective.object()))) {
                OpenSloFieldReader.addError(
                        objective,
                        "displayName",
                        "another objective has the name \"" + OpenSloObjectiveParser.nameOf(objective.object()) + "\"",
                        "give each objective its own displayName");
            }
        }
    }

    private static void validateTargets(JsonObjectReader objective) {
        OpenSloFieldReader.requireExactlyOne(objective, List.of("target", "targetPercent"))
                .ifPresent(kind -> {
                    double most = kind.equals("target") ? 1 : 100;
                    double target = objective.number(kind, 0);
                    if (!(target >= 0 && target < most)) {
                        OpenSloFieldReader.addError(
                                objective,
                                kind,
                                "must be at least 0 and below " + (int) most + ", got " + target,
                                "leave some budget for errors");
                    }
                });
    }

    private static void validateSlices(JsonObjectReader objective, String method) {
        boolean bySlice = method.endsWith("lices");
        if (method.equals("Timeslices")) {
            double target = objective.number("timeSliceTarget", -1);
            if (!(target > 0 && target <= 1)) {
                OpenSloFieldReader.addError(
                        objective,
                        "timeSliceTarget",
                        objective.find("timeSliceTarget") == null ? "is missing" : "must be above 0 and at most 1",
                        "say which good share makes a slice good");
            }
        }
        if (bySlice && OpenSloObjectiveParser.parseSlice(objective.object()).isEmpty()) {
            Optional<Object> given = Optional.ofNullable(objective.find("timeSliceWindow"));
            OpenSloFieldReader.addError(
                    objective,
                    "timeSliceWindow",
                    given.map(text -> "is no length of time: " + text).orElse("is missing"),
                    "write the length of a slice, like 5m");
        }
    }

    private void validateComparison(JsonObjectReader objective, boolean threshold) {
        if (threshold) {
            OpenSloFieldReader.requireOneOf(objective, "op", OPS);
            if (objective.find("value") == null) {
                OpenSloFieldReader.addError(objective, "value", "is missing", "say what the metric is compared with");
            }
            objective.number("value", 0);
        } else if (objective.find("value") != null) {
            OpenSloFieldReader.addError(
                    objective,
                    "value",
                    "is for threshold metrics only",
                    "remove it; a ratio is compared with its target");
        } else if (objective.find("op") != null) {
            warnings.add(
                    objective.pointerTo("op"),
                    "says nothing for a ratio metric, whose good share must reach its target",
                    "remove it");
        }
    }
}
