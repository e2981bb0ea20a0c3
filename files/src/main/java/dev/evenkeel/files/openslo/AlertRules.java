// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import java.util.List;
import java.util.Set;

/// The rules of what concerns alerts.
///
/// @param warnings where warnings go
record AlertRules(Faults warnings) {
    private static final List<String> OPS = List.of("lte", "gte", "lt", "gt");

    void policy(JsonFields spec) {
        spec.only(Set.of(
                "description",
                "alertWhenNoData",
                "alertWhenResolved",
                "alertWhenBreaching",
                "conditions",
                "notificationTargets"));
        List.of("alertWhenNoData", "alertWhenResolved", "alertWhenBreaching").forEach(name -> spec.truth(name, false));
        List<JsonFields> conditions = Form.elements(spec, "conditions");
        if (conditions.size() != 1) {
            Form.fault(
                    spec,
                    "conditions",
                    "needs exactly one, got " + conditions.size(),
                    "write a policy for each condition");
        }
        conditions.forEach(
                condition -> Form.refOrInline(condition, "conditionRef", Kind.ALERT_CONDITION, this::condition));
        Form.elements(spec, "notificationTargets")
                .forEach(target ->
                        Form.refOrInline(target, "targetRef", Kind.ALERT_NOTIFICATION_TARGET, AlertRules::target));
    }

    void condition(JsonFields spec) {
        spec.only(Set.of("description", "severity", "condition"));
        Form.text(spec, "severity", "write page or ticket");
        if (spec.find("condition") == null) {
            Form.fault(spec, "condition", "is missing", "say which burn rate over which window is too high");
            return;
        }
        JsonFields condition =
                spec.object("condition").only(Set.of("kind", "op", "threshold", "lookbackWindow", "alertAfter"));
        Form.oneOf(condition, "kind", List.of("burnrate"));
        String op = Form.oneOf(condition, "op", OPS);
        if (op.startsWith("l")) {
            warnings.add(
                    condition.at("op"),
                    op + " would call somebody while the budget does not burn; it is read as g" + op.substring(1)
                            + ": call when the burn rate exceeds the threshold",
                    "write g" + op.substring(1));
        }
        if (!(condition.number("threshold", 0) > 0)) {
            Form.fault(
                    condition,
                    "threshold",
                    condition.find("threshold") == null ? "is missing" : "must be above 0",
                    "write a burn rate, like 14.4");
        }
        Form.span(condition, "lookbackWindow");
        if (condition.find("alertAfter") != null) {
            Form.span(condition, "alertAfter");
        }
    }

    static void target(JsonFields spec) {
        spec.only(Set.of("description", "target"));
        Form.text(spec, "target", "say by which means, like email");
    }
}
