// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Set;

/// A validator of the kinds of objects that concern alerts.
///
/// @param warnings receives warnings
record OpenSloAlertValidator(ValidationErrors warnings) {
    private static final List<String> OPS = List.of("lte", "gte", "lt", "gt");

    void validatePolicy(JsonObjectReader spec) {
        spec.rejectUnknownFields(Set.of(
                "description",
                "alertWhenNoData",
                "alertWhenResolved",
                "alertWhenBreaching",
                "conditions",
                "notificationTargets"));
        List.of("alertWhenNoData", "alertWhenResolved", "alertWhenBreaching").forEach(name -> spec.bool(name, false));
        List<JsonObjectReader> conditions = spec.objects("conditions");
        if (conditions.size() != 1) {
            spec.addError("conditions", "needs exactly one, got " + conditions.size(), "use one policy per condition");
        }
        conditions.forEach(condition -> OpenSloFieldReader.readReferenceOrInline(
                condition, "conditionRef", OpenSloKind.ALERT_CONDITION, this::validateCondition));
        spec.objects("notificationTargets")
                .forEach(target -> OpenSloFieldReader.readReferenceOrInline(
                        target,
                        "targetRef",
                        OpenSloKind.ALERT_NOTIFICATION_TARGET,
                        OpenSloAlertValidator::validateTarget));
    }

    void validateCondition(JsonObjectReader spec) {
        spec.rejectUnknownFields(Set.of("description", "severity", "condition"));
        spec.requireText("severity", "use page or ticket");
        if (spec.find("condition") == null) {
            spec.addError("condition", "is missing", "set the burn rate and the window");
            return;
        }
        JsonObjectReader condition = spec.object("condition")
                .rejectUnknownFields(Set.of("kind", "op", "threshold", "lookbackWindow", "alertAfter"));
        OpenSloFieldReader.requireOneOf(condition, "kind", List.of("burnrate"));
        String op = OpenSloFieldReader.requireOneOf(condition, "op", OPS);
        if (op.startsWith("l")) {
            warnings.add(
                    condition.pointerTo("op"),
                    op + " would alert while the budget does not burn; it is treated as g" + op.substring(1)
                            + ": alert when the burn rate exceeds the threshold",
                    "use g" + op.substring(1));
        }
        if (!(condition.number("threshold", 0) > 0)) {
            condition.addError(
                    "threshold",
                    condition.find("threshold") == null ? "is missing" : "must be above 0",
                    "set a burn rate, such as 14.4");
        }
        OpenSloFieldReader.requireDuration(condition, "lookbackWindow");
        if (condition.find("alertAfter") != null) {
            OpenSloFieldReader.requireDuration(condition, "alertAfter");
        }
    }

    static void validateTarget(JsonObjectReader spec) {
        spec.rejectUnknownFields(Set.of("description", "target"));
        spec.requireText("target", "set the notification method, such as email");
    }
}
