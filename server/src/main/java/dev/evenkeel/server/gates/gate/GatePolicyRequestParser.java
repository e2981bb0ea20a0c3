// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.gate.ApprovalRule;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the policy of an environment's gates. Everything that is wrong is told at once.
final class GatePolicyRequestParser {
    private static final Set<String> FIELDS =
            Set.of("required", "overrideClasses", "approvals", "rules", "edits", "treatmentLimit", "reason");
    private static final Set<String> FIELDS_OF_RULE = Set.of("service", "class", "approvals");
    private static final int MOST_RULES = 500;

    private GatePolicyRequestParser() {}

    /// A policy with the reason for it.
    record NewPolicy(GatePolicy policy, String reason) {}

    /// @param known names of all gates
    static NewPolicy read(@Nullable JsonNode body, List<String> known) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(FIELDS);
        boolean all = fields.find("required") == null;
        List<String> required = required(fields, known);
        List<String> classes = classes(fields);
        int approvals = approvals(fields, GatePolicy.USUAL.approvals());
        List<ApprovalRule> rules = rules(fields);
        GatePolicyResponse.EditApprovalMode edits = fields.oneOf(
                "edits", GatePolicyResponse.EditApprovalMode.class, GatePolicyResponse.EditApprovalMode.FREE);
        Percent limit = fields.find("treatmentLimit") == null ? null : fields.percent("treatmentLimit", Percent.ALL);
        String reason = fields.text("reason", "");
        RequestValidation.throwIfAny(faults, "The policy stays as it is.");
        return new NewPolicy(
                new GatePolicy(
                        all ? null : Set.copyOf(required),
                        Set.copyOf(classes),
                        approvals,
                        rules,
                        edits == GatePolicyResponse.EditApprovalMode.APPROVED,
                        limit),
                reason);
    }

    private static List<String> required(JsonObjectReader fields, List<String> known) {
        List<String> required = fields.texts("required", List.of());
        for (int i = 0; i < required.size(); i++) {
            if (!known.contains(required.get(i))) {
                fields.faults()
                        .add(
                                fields.at("required") + "/" + i,
                                "there is no gate \"" + required.get(i) + "\"",
                                "use " + String.join(", ", known) + ", or null for all that are known");
            }
        }
        return required;
    }

    private static List<String> classes(JsonObjectReader fields) {
        List<String> classes = fields.texts("overrideClasses", List.copyOf(GatePolicy.USUAL.overrideClasses()));
        for (int i = 0; i < classes.size(); i++) {
            requireWord(fields, fields.at("overrideClasses") + "/" + i, classes.get(i));
        }
        return classes;
    }

    private static void requireWord(JsonObjectReader fields, String pointer, String changeClass) {
        if (!GateContext.isClass(changeClass)) {
            fields.faults()
                    .add(pointer, "\"" + changeClass + "\" is no class of change", "use " + GateContext.CLASS_RULE);
        }
    }

    private static List<ApprovalRule> rules(JsonObjectReader fields) {
        JsonNode written = fields.find("rules");
        if (written == null) {
            return List.of();
        }
        if (!written.isArray() || written.size() > MOST_RULES) {
            fields.faults()
                    .add(
                            fields.at("rules"),
                            "must be an array of at most " + MOST_RULES + " rules",
                            "write [{\"service\":\"payments\",\"class\":\"migration\",\"approvals\":2}]");
            return List.of();
        }
        List<ApprovalRule> rules = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            JsonObjectReader one = new JsonObjectReader(written.get(i), fields.at("rules") + "/" + i, fields.faults())
                    .only(FIELDS_OF_RULE);
            rule(one, rules);
        }
        return rules;
    }

    private static void rule(JsonObjectReader fields, List<ApprovalRule> rules) {
        String service = fields.text("service", "").strip();
        String changeClass = fields.text("class", "").strip();
        if (!changeClass.isEmpty()) {
            requireWord(fields, fields.at("class"), changeClass);
        }
        if (fields.find("approvals") == null) {
            fields.faults()
                    .add(fields.at("approvals"), "is missing", "write how many people have to approve, 0 for none");
        }
        int approvals = approvals(fields, 0);
        if (service.isEmpty() && changeClass.isEmpty()) {
            fields.faults()
                    .add(
                            fields.at("service"),
                            "is missing, and so is the class",
                            "name one of them or both; what holds for all changes is \"approvals\" of the policy");
            return;
        }
        var rule = new ApprovalRule(
                service.isEmpty() ? null : service, changeClass.isEmpty() ? null : changeClass, approvals);
        if (rules.stream().anyMatch(rule::isAboutTheSame)) {
            fields.faults()
                    .add(fields.at("service"), "and the class are those of a rule above", "leave one of the two out");
            return;
        }
        rules.add(rule);
    }

    private static int approvals(JsonObjectReader fields, int usual) {
        long approvals = fields.integer("approvals", usual);
        if (approvals < 0 || approvals > GatePolicy.MOST_APPROVALS) {
            fields.faults()
                    .add(
                            fields.at("approvals"),
                            "must be 0 to " + GatePolicy.MOST_APPROVALS + ", got " + approvals,
                            "write how many people have to approve a change, 0 for none");
            return 0;
        }
        return (int) approvals;
    }
}
