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

/// A parser of an SLO's burn rules, from its alert policies, or the standard rules without one.
///
/// OpenSLO has a single window. The condition's `alertAfter` is used as the short window, over which the burn
/// rate must also exceed the threshold; the annotation `evenkeel.dev/short-window` sets another.
///
/// @param set objects for resolving references
record OpenSloBurnRuleParser(OpenSloObjectSet set, ValidationErrors errors, ValidationErrors warnings) {
    static final String SHORT_WINDOW = "evenkeel.dev/short-window";
    static final String MIN_BAD_EVENTS = "evenkeel.dev/least-bad-events";
    private static final int USUAL_EVENTS = 5;
    private static final int USUAL_SLICES = 1;
    private static final int SHARE_OF_SHORT = 12;

    List<BurnAlertRule> parse(OpenSloObject slo, Duration period, List<Objective> objectives) {
        boolean events = objectives.getFirst().budgeting() instanceof BudgetingMethod.Occurrences;
        long least = parseMinBadEvents(slo, events ? USUAL_EVENTS : USUAL_SLICES);
        JsonNode policies = slo.spec().path("alertPolicies");
        if (policies.isEmpty()) {
            return BurnAlertRule.standard(period, least);
        }
        List<BurnAlertRule> rules = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            String pointer = slo.pointer() + "/spec/alertPolicies/" + i;
            resolveReference(OpenSloKind.ALERT_POLICY, "alertPolicyRef", policies.get(i), pointer)
                    .ifPresent(policy -> findConditions(policy).stream()
                            .flatMap(condition -> Optional.ofNullable(parseRule(condition, least)).stream())
                            .forEach(rules::add));
        }
        return rules.stream().distinct().toList();
    }

    private List<OpenSloObject> findConditions(OpenSloObject policy) {
        List<OpenSloObject> conditions = new ArrayList<>();
        JsonNode nodes = policy.spec().path("conditions");
        for (int i = 0; i < nodes.size(); i++) {
            resolveReference(
                            OpenSloKind.ALERT_CONDITION,
                            "conditionRef",
                            nodes.get(i),
                            policy.pointer() + "/spec/conditions/" + i)
                    .ifPresent(conditions::add);
        }
        return conditions;
    }

    private Optional<OpenSloObject> resolveReference(
            OpenSloKind kind, String reference, JsonNode node, String pointer) {
        String name = node.path(reference).asString("");
        if (name.isEmpty()) {
            return Optional.of(
                    new OpenSloObject(kind, node.path("metadata").path("name").asString(""), pointer, node));
        }
        Optional<OpenSloObject> found = set.find(kind, name);
        if (found.isEmpty()) {
            errors.add(
                    pointer + "/" + reference,
                    "unknown " + kind.wireName() + " \"" + name + "\"",
                    "add it to the documents, or define it inline");
        }
        return found;
    }

    private @Nullable BurnAlertRule parseRule(OpenSloObject object, long usualLeast) {
        JsonNode condition = object.spec().path("condition");
        Duration longWindow = OpenSloDuration.parse(
                        condition.path("lookbackWindow").asString(""))
                .orElseThrow()
                .toDuration();
        Duration shortWindow = parseShortWindow(object, longWindow);
        long least = parseMinBadEvents(object, usualLeast);
        if (shortWindow.compareTo(longWindow) > 0) {
            errors.add(
                    object.pointer() + "/spec/condition/alertAfter",
                    "the short window, " + shortWindow + ", is longer than the lookback window, " + longWindow,
                    "set a shorter alertAfter, or the annotation " + SHORT_WINDOW);
            return null;
        }
        double threshold = condition.path("threshold").doubleValue();
        return new BurnAlertRule(object.name(), parseSeverity(object), longWindow, shortWindow, threshold, least);
    }

    private BurnAlertRule.Severity parseSeverity(OpenSloObject object) {
        String severity = object.spec().path("severity").asString("");
        if (!severity.equals("page") && !severity.equals("ticket")) {
            warnings.add(
                    object.pointer() + "/spec/severity",
                    "\"" + severity + "\" is treated as ticket; only page alerts immediately",
                    "use page or ticket");
        }
        return severity.equals("page") ? BurnAlertRule.Severity.PAGE : BurnAlertRule.Severity.TICKET;
    }

    private Duration parseShortWindow(OpenSloObject object, Duration longWindow) {
        Duration annotated = OpenSloObjectSet.parseDuration(object, SHORT_WINDOW, errors);
        if (annotated != null) {
            return annotated;
        }
        return OpenSloDuration.parse(
                        object.spec().path("condition").path("alertAfter").asString(""))
                .map(OpenSloDuration::toDuration)
                .orElse(Duration.ofMinutes(Math.ceilDiv(longWindow.toMinutes(), SHARE_OF_SHORT)));
    }

    private long parseMinBadEvents(OpenSloObject object, long usual) {
        String text = object.annotation(MIN_BAD_EVENTS);
        if (text.matches("[1-9][0-9]{0,8}")) {
            return Long.parseLong(text);
        }
        if (!text.isEmpty()) {
            errors.add(
                    OpenSloObjectSet.annotationPointer(object, MIN_BAD_EVENTS),
                    "must be an integer of 1 or more, got \"" + text + "\"",
                    "set the minimum number of bad events in a window, such as \"5\"");
        }
        return usual;
    }
}
