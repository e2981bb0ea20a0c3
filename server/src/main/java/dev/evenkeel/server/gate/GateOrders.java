// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gate;

import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.files.plan.JsonFields;
import dev.evenkeel.server.access.Caller;
import dev.evenkeel.server.access.OnBehalf;
import dev.evenkeel.server.platform.Ids;
import dev.evenkeel.server.platform.OrderTerms;
import dev.evenkeel.server.platform.RequestFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what people send about gates. Everything that is wrong is told at once.
final class GateOrders {
    static final String WORD_RULE = "1 to 63 lower-case letters, digits and dashes, the first a letter";
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration USUAL_APPROVAL = Duration.ofDays(7);
    private static final int LONGEST_NAME = 256;
    private static final String NEW_FLAG = "newFlag";

    private GateOrders() {}

    /// What an override is checked against.
    ///
    /// @param gates every gate there is
    record Rules(List<String> gates, GatePolicy policy, Instant now) {}

    /// Whether an override is for a flag that is created later.
    static boolean isForNewFlag(@Nullable JsonNode body) {
        return body != null && body.path(NEW_FLAG).asBoolean(false);
    }

    static GateOverride override(@Nullable JsonNode body, Rules rules, String who) {
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults).only(Set.of("gate", "reason", "class", "until", NEW_FLAG));
        fields.truth(NEW_FLAG, false);
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
        String person = OnBehalf.person(fields, caller, "approves");
        String reason = fields.text("reason", "");
        Instant until = until(fields, seen.now(), seen.now().plus(USUAL_APPROVAL));
        RequestFaults.throwIfAny(faults, "Nothing was approved.");
        return new NewApproval(flag, person, reason, seen.now(), until);
    }

    /// A review of an override as it is wanted.
    ///
    /// @param caller reviews; only who belongs to nobody may name somebody else
    static OverrideReview review(@Nullable JsonNode body, Instant now, Caller.Actor caller) {
        var faults = new Faults();
        JsonFields fields = new JsonFields(body, "", faults).only(Set.of("verdict", "finding", "person"));
        if (fields.find("verdict") == null) {
            faults.add(fields.at("verdict"), "is missing", "use JUSTIFIED or AVOIDABLE");
        }
        OverrideReview.Verdict verdict =
                fields.oneOf("verdict", OverrideReview.Verdict.class, OverrideReview.Verdict.JUSTIFIED);
        String finding = fields.text("finding", "").strip();
        if (finding.isEmpty()) {
            faults.add(fields.at("finding"), "is missing", "say what was found, for who overrides next time");
        }
        String person = OnBehalf.person(fields, caller, "reviews");
        RequestFaults.throwIfAny(faults, "Nothing was reviewed.");
        return new OverrideReview(person, now, verdict, finding);
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
