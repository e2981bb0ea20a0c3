// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Set;

/// The rules of what concerns alerts.
///
/// @param warnings where warnings go
record OpenSloAlertValidator(ValidationErrors warnings) {
    private static final List<String> OPS = List.of("lte", "gte", "lt", "gt");

    void policy(JsonObjectReader spec) {
        spec.only(Set.of(
                "description",
                "alertWhenNoData",
                "alertWhenResolved",
                "alertWhenBreaching",
                "conditions",
                "notificationTargets"));
        List.of("alertWhenNoData", "alertWhenResolved", "alertWhenBreaching").forEach(name -> spec.truth(name, false));
        List<JsonObjectReader> conditions = OpenSloFieldReader.elements(spec, "conditions");
        if (conditions.size() != 1) {
            OpenSloFieldReader.fault(
                    spec,
                    "conditions",
                    "needs exactly one, got " + conditions.size(),
                    "write a policy for each condition");
        }
        conditions.forEach(condition -> OpenSloFieldReader.refOrInline(
                condition, "conditionRef", OpenSloKind.ALERT_CONDITION, this::condition));
        OpenSloFieldReader.elements(spec, "notificationTargets")
                .forEach(target -> OpenSloFieldReader.refOrInline(
                        target, "targetRef", OpenSloKind.ALERT_NOTIFICATION_TARGET, OpenSloAlertValidator::target));
    }

    void condition(JsonObjectReader spec) {
        spec.only(Set.of("description", "severity", "condition"));
        OpenSloFieldReader.text(spec, "severity", "write page or ticket");
        if (spec.find("condition") == null) {
            OpenSloFieldReader.fault(
                    spec, "condition", "is missing", "say which burn rate over which window is too high");
            return;
        }
        JsonObjectReader condition =
                spec.object("condition").only(Set.of("kind", "op", "threshold", "lookbackWindow", "alertAfter"));
        OpenSloFieldReader.oneOf(condition, "kind", List.of("burnrate"));
        String op = OpenSloFieldReader.oneOf(condition, "op", OPS);
        if (op.startsWith("l")) {
            warnings.add(
                    condition.at("op"),
                    op + " would call somebody while the budget does not burn; it is read as g" + op.substring(1)
                            + ": call when the burn rate exceeds the threshold",
                    "write g" + op.substring(1));
        }
        if (!(condition.number("threshold", 0) > 0)) {
            OpenSloFieldReader.fault(
                    condition,
                    "threshold",
                    condition.find("threshold") == null ? "is missing" : "must be above 0",
                    "write a burn rate, like 14.4");
        }
        OpenSloFieldReader.span(condition, "lookbackWindow");
        if (condition.find("alertAfter") != null) {
            OpenSloFieldReader.span(condition, "alertAfter");
        }
    }

    static void target(JsonObjectReader spec) {
        spec.only(Set.of("description", "target"));
        OpenSloFieldReader.text(spec, "target", "say by which means, like email");
    }
}
