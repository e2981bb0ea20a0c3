// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.BudgetingMethod;
import dev.evenkeel.engine.slo.BurnAlertRule;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.OpenSloDuration;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// When somebody is called about an SLO: as its alert policies say, or by the standard rules when it has none.
///
/// OpenSLO knows one window. The condition's `alertAfter` is read as the short one, over which the burn rate
/// has to exceed the threshold too; the annotation `evenkeel.dev/short-window` sets another.
///
/// @param set where references lead
record OpenSloBurnRuleParser(OpenSloObjectSet set, ValidationErrors faults, ValidationErrors warnings) {
    static final String SHORT_WINDOW = "evenkeel.dev/short-window";
    static final String LEAST_BAD = "evenkeel.dev/least-bad-events";
    private static final int USUAL_EVENTS = 5;
    private static final int USUAL_SLICES = 1;
    private static final int SHARE_OF_SHORT = 12;

    List<BurnAlertRule> of(OpenSloObject slo, Duration period, List<Objective> objectives) {
        boolean events = objectives.getFirst().budgeting() instanceof BudgetingMethod.Occurrences;
        long least = least(slo, events ? USUAL_EVENTS : USUAL_SLICES);
        JsonNode policies = slo.spec().path("alertPolicies");
        if (policies.isEmpty()) {
            return BurnAlertRule.standard(period, least);
        }
        List<BurnAlertRule> rules = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            String pointer = slo.pointer() + "/spec/alertPolicies/" + i;
            named(OpenSloKind.ALERT_POLICY, "alertPolicyRef", policies.get(i), pointer)
                    .ifPresent(policy -> conditions(policy).stream()
                            .flatMap(condition -> Optional.ofNullable(rule(condition, least)).stream())
                            .forEach(rules::add));
        }
        return rules.stream().distinct().toList();
    }

    private List<OpenSloObject> conditions(OpenSloObject policy) {
        List<OpenSloObject> conditions = new ArrayList<>();
        JsonNode nodes = policy.spec().path("conditions");
        for (int i = 0; i < nodes.size(); i++) {
            named(OpenSloKind.ALERT_CONDITION, "conditionRef", nodes.get(i), policy.pointer() + "/spec/conditions/" + i)
                    .ifPresent(conditions::add);
        }
        return conditions;
    }

    private Optional<OpenSloObject> named(OpenSloKind kind, String reference, JsonNode node, String pointer) {
        String name = node.path(reference).asString("");
        if (name.isEmpty()) {
            return Optional.of(
                    new OpenSloObject(kind, node.path("metadata").path("name").asString(""), pointer, node));
        }
        Optional<OpenSloObject> found = set.find(kind, name);
        if (found.isEmpty()) {
            faults.add(
                    pointer + "/" + reference,
                    "there is no " + kind.text() + " \"" + name + "\"",
                    "add it to the documents, or write it here");
        }
        return found;
    }

    private @Nullable BurnAlertRule rule(OpenSloObject object, long usualLeast) {
        JsonNode condition = object.spec().path("condition");
        Duration longWindow = OpenSloDuration.parse(
                        condition.path("lookbackWindow").asString(""))
                .orElseThrow()
                .length();
        Duration shortWindow = shortWindow(object, longWindow);
        long least = least(object, usualLeast);
        if (shortWindow.compareTo(longWindow) > 0) {
            faults.add(
                    object.pointer() + "/spec/condition/alertAfter",
                    "the short window, " + shortWindow + ", is longer than the lookback window, " + longWindow,
                    "write a shorter alertAfter, or the annotation " + SHORT_WINDOW);
            return null;
        }
        double threshold = condition.path("threshold").doubleValue();
        return new BurnAlertRule(object.name(), severity(object), longWindow, shortWindow, threshold, least);
    }

    private BurnAlertRule.Severity severity(OpenSloObject object) {
        String severity = object.spec().path("severity").asString("");
        if (!severity.equals("page") && !severity.equals("ticket")) {
            warnings.add(
                    object.pointer() + "/spec/severity",
                    "\"" + severity + "\" is read as ticket: only page calls somebody at once",
                    "write page or ticket");
        }
        return severity.equals("page") ? BurnAlertRule.Severity.PAGE : BurnAlertRule.Severity.TICKET;
    }

    private Duration shortWindow(OpenSloObject object, Duration longWindow) {
        Duration annotated = OpenSloObjectSet.duration(object, SHORT_WINDOW, faults);
        if (annotated != null) {
            return annotated;
        }
        return OpenSloDuration.parse(
                        object.spec().path("condition").path("alertAfter").asString(""))
                .map(OpenSloDuration::length)
                .orElse(Duration.ofMinutes(Math.ceilDiv(longWindow.toMinutes(), SHARE_OF_SHORT)));
    }

    private long least(OpenSloObject object, long usual) {
        String text = object.annotation(LEAST_BAD);
        if (text.matches("[1-9][0-9]{0,8}")) {
            return Long.parseLong(text);
        }
        if (!text.isEmpty()) {
            faults.add(
                    OpenSloObjectSet.pointer(object, LEAST_BAD),
                    "must be a whole number from 1 on, got \"" + text + "\"",
                    "write how many bad events a window needs at least, like \"5\"");
        }
        return usual;
    }
}
