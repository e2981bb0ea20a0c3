// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gate;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.files.plan.JsonFields;
import dev.evenkeel.server.access.Caller;
import dev.evenkeel.server.platform.Ids;
import dev.evenkeel.server.platform.OrderTerms;
import dev.evenkeel.server.platform.RequestFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what people send about gates. Everything that is wrong is told at once.
final class GateOrders {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final String WORD_RULE = "1 to 63 lower-case letters, digits and dashes, the first a letter";
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration USUAL_APPROVAL = Duration.ofDays(7);
    private static final int LONGEST_NAME = 256;

    private GateOrders() {}

    /// Whether a text may name a gate or a class of change.
    static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /// A policy with the reason for it.
    record NewPolicy(GatePolicy policy, String reason) {}

    static NewPolicy policy(@Nullable JsonNode body, List<String> known) {
        var faults = new Faults();
        JsonFields fields =
                new JsonFields(body, "", faults).only(Set.of("required", "overrideClasses", "approvals", "reason"));
        boolean all = fields.find("required") == null;
        List<String> required = fields.texts("required", List.of());
        for (int i = 0; i < required.size(); i++) {
            if (!known.contains(required.get(i))) {
                faults.add(
                        fields.at("required") + "/" + i,
                        "there is no gate \"" + required.get(i) + "\"",
                        "use " + String.join(", ", known) + ", or null for all that are known");
            }
        }
        List<String> classes = fields.texts("overrideClasses", List.copyOf(GatePolicy.USUAL.overrideClasses()));
        for (int i = 0; i < classes.size(); i++) {
            if (!isWord(classes.get(i))) {
                faults.add(
                        fields.at("overrideClasses") + "/" + i,
                        "\"" + classes.get(i) + "\" is no class of change",
                        "use " + WORD_RULE);
            }
        }
        int approvals = approvals(fields);
        String reason = fields.text("reason", "");
        RequestFaults.throwIfAny(faults, "The policy stays as it is.");
        return new NewPolicy(new GatePolicy(all ? null : Set.copyOf(required), Set.copyOf(classes), approvals), reason);
    }

    private static int approvals(JsonFields fields) {
        long approvals = fields.integer("approvals", GatePolicy.USUAL.approvals());
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

    /// What an override is checked against.
    ///
    /// @param gates every gate there is
    record Rules(List<String> gates, GatePolicy policy, Instant now) {}

    static GateOverride override(@Nullable JsonNode body, Rules rules, String who) {
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults).only(Set.of("gate", "reason", "class", "until"));
        String gate = oneOf(fields, "gate", rules.gates());
        String changeClass = oneOf(
                fields,
                "class",
                rules.policy().overrideClasses().stream().sorted().toList());
        String reason = OrderTerms.reason(fields);
        Instant until = until(fields, rules.now(), null);
        RequestFaults.throwIfAny(faults, "Nothing was overridden.");
        return new GateOverride(Ids.id("go-"), gate, who, reason, changeClass, rules.now(), until);
    }

    /// What an approval is checked against.
    ///
    /// @param flags every flag of the environment
    record Seen(Set<String> flags, Instant now) {}

    /// An approval as it is wanted.
    record NewApproval(String flag, String person, String reason, Instant since, Instant until) {}

    /// @param caller approves; only who belongs to nobody may name somebody else
    static NewApproval approval(@Nullable JsonNode body, Seen seen, Caller.Actor caller) {
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults).only(Set.of("flag", "person", "reason", "until"));
        String flag = fields.text("flag", "");
        if (!seen.flags().contains(flag)) {
            faults.add(
                    fields.at("flag"),
                    flag.isEmpty() ? "is missing" : "there is no flag \"" + flag + "\"",
                    "give the key of the flag that leads the change");
        }
        String person = fields.text("person", caller.name()).strip();
        if (!caller.speaksForOthers() && !Approval.isSamePerson(caller.name(), person)) {
            faults.add(
                    fields.at("person"),
                    "is " + person + ", and you are " + caller.name() + ": everybody approves for themselves",
                    "leave it out, or let " + person + " approve");
        }
        if (person.isEmpty() || person.length() > LONGEST_NAME) {
            faults.add(
                    fields.at("person"),
                    "must be 1 to " + LONGEST_NAME + " characters, not blank",
                    "name the person who approves, or leave it out when that is you");
        }
        String reason = fields.text("reason", "");
        Instant until = until(fields, seen.now(), seen.now().plus(USUAL_APPROVAL));
        RequestFaults.throwIfAny(faults, "Nothing was approved.");
        return new NewApproval(flag, person, reason, seen.now(), until);
    }

    /// A line and why it is stopped or released.
    ///
    /// @param service whose; null for the whole environment
    record LineOrder(@Nullable String service, String reason) {}

    static LineOrder line(@Nullable JsonNode body, String refusal) {
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults).only(Set.of("service", "reason"));
        String service = fields.text("service", "");
        if (fields.find("service") != null && (service.isBlank() || service.length() > LONGEST_NAME)) {
            faults.add(
                    fields.at("service"),
                    "must be 1 to " + LONGEST_NAME + " characters, not blank",
                    "name a service, or leave it out for the whole environment");
        }
        String reason = OrderTerms.reason(fields);
        RequestFaults.throwIfAny(faults, refusal);
        return new LineOrder(service.isEmpty() ? null : service, reason);
    }

    private static String oneOf(JsonFields fields, String name, List<String> allowed) {
        String text = fields.text(name, "");
        if (!allowed.contains(text)) {
            fields.faults()
                    .add(
                            fields.at(name),
                            text.isEmpty() ? "is missing" : "cannot be \"" + text + "\" here",
                            allowed.isEmpty()
                                    ? "the policy of this environment allows none"
                                    : "use one of " + String.join(", ", allowed));
        }
        return text;
    }

    private static Instant until(JsonFields fields, Instant now, @Nullable Instant usual) {
        return usual != null && fields.find("until") == null ? usual : OrderTerms.until(fields, now, LONGEST);
    }
}
