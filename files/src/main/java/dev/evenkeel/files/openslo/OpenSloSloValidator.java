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
        spec.requireText("service", "set the service of the SLO");
        boolean composite = spec.find("indicator") == null
                && spec.find("indicatorRef") == null
                && spec.objects("objectives").stream().anyMatch(OpenSloSloValidator::hasIndicator);
        if (!composite) {
            validateIndicator(spec);
        }
        new OpenSloTimeWindowParser(warnings).parse(spec);
        String method = OpenSloFieldReader.requireOneOf(spec, "budgetingMethod", METHODS);
        validateObjectives(spec, method);
        spec.objects("alertPolicies")
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
        List<JsonObjectReader> objectives = spec.objects("objectives");
        if (objectives.isEmpty()) {
            spec.addError("objectives", "must have at least one", "add an objective with a target");
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
                objective.addError(
                        "displayName",
                        "duplicate objective \"" + OpenSloObjectiveParser.nameOf(objective.object()) + "\"",
                        "use a unique displayName for each objective");
            }
        }
    }

    private static void validateTargets(JsonObjectReader objective) {
        OpenSloFieldReader.requireExactlyOne(objective, List.of("target", "targetPercent"))
                .ifPresent(kind -> {
                    double most = kind.equals("target") ? 1 : 100;
                    double target = objective.number(kind, 0);
                    if (!(target >= 0 && target < most)) {
                        objective.addError(
                                kind,
                                "must be at least 0 and below " + (int) most + ", got " + target,
                                "leave an error budget above 0");
                    }
                });
    }

    private static void validateSlices(JsonObjectReader objective, String method) {
        boolean bySlice = method.endsWith("lices");
        if (method.equals("Timeslices")) {
            double target = objective.number("timeSliceTarget", -1);
            if (!(target > 0 && target <= 1)) {
                objective.addError(
                        "timeSliceTarget",
                        objective.find("timeSliceTarget") == null ? "is missing" : "must be above 0 and at most 1",
                        "set the share of good events from which a slice is good");
            }
        }
        if (bySlice && OpenSloObjectiveParser.parseSlice(objective.object()).isEmpty()) {
            Optional<Object> given = Optional.ofNullable(objective.find("timeSliceWindow"));
            objective.addError(
                    "timeSliceWindow",
                    given.map(text -> "invalid duration " + text).orElse("is missing"),
                    "set the length of a slice, such as 5m");
        }
    }

    private void validateComparison(JsonObjectReader objective, boolean threshold) {
        if (threshold) {
            OpenSloFieldReader.requireOneOf(objective, "op", OPS);
            if (objective.find("value") == null) {
                objective.addError("value", "is missing", "set the threshold of the metric");
            }
            objective.number("value", 0);
        } else if (objective.find("value") != null) {
            objective.addError(
                    "value", "is allowed for threshold metrics only", "remove it; a ratio is compared with its target");
        } else if (objective.find("op") != null) {
            warnings.add(
                    objective.pointerTo("op"),
                    "has no effect for a ratio metric, which is compared with its target",
                    "remove it");
        }
    }
}
