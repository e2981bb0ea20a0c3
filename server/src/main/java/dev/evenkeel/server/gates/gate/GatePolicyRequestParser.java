// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.gate.ApprovalRule;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Parser of gate policies. It reports all validation errors at once.
final class GatePolicyRequestParser {
    private static final Set<String> FIELDS = Set.of(
            "requiredGates",
            "overrideClasses",
            "requiredApprovals",
            "approvalRules",
            "editsRequireApproval",
            "maxTreatmentShare",
            "reason");
    private static final Set<String> FIELDS_OF_RULE = Set.of("service", "changeClass", "requiredApprovals");
    private static final int MOST_RULES = 500;

    private GatePolicyRequestParser() {}

    /// A policy with the reason for its change.
    record NewPolicy(GatePolicy policy, String reason) {}

    /// @param known names of all gates
    static NewPolicy parse(@Nullable JsonNode body, List<String> known) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        boolean all = fields.find("requiredGates") == null;
        List<String> required = parseRequired(fields, known);
        List<String> classes = parseClasses(fields);
        int approvals = parseApprovals(fields, GatePolicy.DEFAULT.requiredApprovals());
        List<ApprovalRule> rules = parseRules(fields);
        boolean edits = fields.bool("editsRequireApproval", GatePolicy.DEFAULT.editsRequireApproval());
        Percent limit =
                fields.find("maxTreatmentShare") == null ? null : fields.percent("maxTreatmentShare", Percent.ALL);
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The policy was not changed.");
        return new NewPolicy(
                new GatePolicy(all ? null : Set.copyOf(required), Set.copyOf(classes), approvals, rules, edits, limit),
                reason);
    }

    private static List<String> parseRequired(JsonObjectReader fields, List<String> known) {
        List<String> required = fields.texts("requiredGates", List.of());
        for (int i = 0; i < required.size(); i++) {
            if (!known.contains(required.get(i))) {
                fields.errors()
                        .add(
                                fields.pointerTo("requiredGates") + "/" + i,
                                "is an unknown gate: \"" + required.get(i) + "\"",
                                "allowed: " + String.join(", ", known) + "; set requiredGates to null for all gates");
            }
        }
        return required;
    }

    private static List<String> parseClasses(JsonObjectReader fields) {
        List<String> classes = fields.texts("overrideClasses", List.copyOf(GatePolicy.DEFAULT.overrideClasses()));
        for (int i = 0; i < classes.size(); i++) {
            requireValidClass(fields, fields.pointerTo("overrideClasses") + "/" + i, classes.get(i));
        }
        return classes;
    }

    private static void requireValidClass(JsonObjectReader fields, String pointer, String changeClass) {
        if (!GateContext.isValidClass(changeClass)) {
            fields.errors()
                    .add(
                            pointer,
                            "is not a valid change class: \"" + changeClass + "\"",
                            "use " + GateContext.CLASS_RULE);
        }
    }

    private static List<ApprovalRule> parseRules(JsonObjectReader fields) {
        JsonNode written = fields.find("approvalRules");
        if (written == null) {
            return List.of();
        }
        if (!written.isArray() || written.size() > MOST_RULES) {
            fields.errors()
                    .add(
                            fields.pointerTo("approvalRules"),
                            "must be an array of at most " + MOST_RULES + " rules",
                            "send [{\"service\":\"payments\",\"changeClass\":\"migration\",\"requiredApprovals\":2}]");
            return List.of();
        }
        List<ApprovalRule> rules = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            JsonObjectReader one = new JsonObjectReader(
                            written.get(i), fields.pointerTo("approvalRules") + "/" + i, fields.errors())
                    .rejectUnknownFields(FIELDS_OF_RULE);
            parseRule(one, rules);
        }
        return rules;
    }

    private static void parseRule(JsonObjectReader fields, List<ApprovalRule> rules) {
        String service = fields.text("service", "").strip();
        String changeClass = fields.text("changeClass", "").strip();
        if (!changeClass.isEmpty()) {
            requireValidClass(fields, fields.pointerTo("changeClass"), changeClass);
        }
        if (fields.find("requiredApprovals") == null) {
            fields.errors()
                    .add(
                            fields.pointerTo("requiredApprovals"),
                            "is missing",
                            "set the number of required approvals, 0 for none");
        }
        int approvals = parseApprovals(fields, 0);
        if (service.isEmpty() && changeClass.isEmpty()) {
            fields.errors()
                    .add(
                            fields.pointerTo("service"),
                            "and changeClass are both missing",
                            "set at least one of them; for all changes, set requiredApprovals of the policy");
            return;
        }
        var rule = new ApprovalRule(
                service.isEmpty() ? null : service, changeClass.isEmpty() ? null : changeClass, approvals);
        if (rules.stream().anyMatch(rule::hasSameScope)) {
            fields.errors()
                    .add(
                            fields.pointerTo("service"),
                            "and changeClass are the same as in an earlier rule",
                            "remove one of the two rules");
            return;
        }
        rules.add(rule);
    }

    private static int parseApprovals(JsonObjectReader fields, int usual) {
        long approvals = fields.integer("requiredApprovals", usual);
        if (approvals < 0 || approvals > GatePolicy.MAX_APPROVALS) {
            fields.errors()
                    .add(
                            fields.pointerTo("requiredApprovals"),
                            "must be 0 to " + GatePolicy.MAX_APPROVALS + ", got " + approvals,
                            "set the number of required approvals, 0 for none");
            return 0;
        }
        return (int) approvals;
    }
}
