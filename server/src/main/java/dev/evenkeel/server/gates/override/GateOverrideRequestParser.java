// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.security.access.ActingPersonReader;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads requests for overrides and for their reviews, and reports everything that is wrong at once.
final class GateOverrideRequestParser {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final String NEW_FLAG = "newFlag";

    private GateOverrideRequestParser() {}

    /// What an override is checked against.
    ///
    /// @param gates every gate there is
    record OverrideRules(List<String> gates, GatePolicy policy, Instant now) {}

    /// Whether an override is for a flag that is created later.
    static boolean isForNewFlag(@Nullable JsonNode body) {
        return body != null && body.path(NEW_FLAG).asBoolean(false);
    }

    static GateOverride override(@Nullable JsonNode body, OverrideRules rules, String who) {
        var faults = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", faults).only(Set.of("gate", "reason", "class", "until", NEW_FLAG));
        fields.truth(NEW_FLAG, false);
        String gate = oneOf(fields, "gate", rules.gates());
        String changeClass = oneOf(
                fields,
                "class",
                rules.policy().overrideClasses().stream().sorted().toList());
        String reason = ReasonAndExpiryReader.reason(fields);
        Instant until = ReasonAndExpiryReader.until(fields, rules.now(), LONGEST);
        RequestValidation.throwIfAny(faults, "Nothing was overridden.");
        return new GateOverride(IdGenerator.id("go-"), gate, who, reason, changeClass, rules.now(), until);
    }

    /// A review of an override as it is wanted.
    ///
    /// @param caller reviews; only who belongs to nobody may name somebody else
    static OverrideReview review(@Nullable JsonNode body, Instant now, Caller.Actor caller) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(Set.of("verdict", "finding", "person"));
        if (fields.find("verdict") == null) {
            faults.add(fields.at("verdict"), "is missing", "use JUSTIFIED or AVOIDABLE");
        }
        OverrideReview.Verdict verdict =
                fields.oneOf("verdict", OverrideReview.Verdict.class, OverrideReview.Verdict.JUSTIFIED);
        String finding = fields.text("finding", "").strip();
        if (finding.isEmpty()) {
            faults.add(fields.at("finding"), "is missing", "say what was found, for who overrides next time");
        }
        String person = ActingPersonReader.person(fields, caller, "reviews");
        RequestValidation.throwIfAny(faults, "Nothing was reviewed.");
        return new OverrideReview(person, now, verdict, finding);
    }

    private static String oneOf(JsonObjectReader fields, String name, List<String> allowed) {
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
}
