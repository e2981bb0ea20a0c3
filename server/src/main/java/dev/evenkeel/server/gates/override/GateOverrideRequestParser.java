// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.OnBehalfOfFieldReader;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Parser of requests for overrides and override reviews. It reports all validation errors at once.
final class GateOverrideRequestParser {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final String NEW_FLAG = "newFlag";

    private GateOverrideRequestParser() {}

    /// The data for the validation of an override.
    ///
    /// @param gates names of all gates
    record OverrideValidationContext(List<String> gates, GatePolicy policy, Instant now) {}

    /// Returns whether the override is for a flag that will be created later.
    static boolean isForNewFlag(@Nullable JsonNode body) {
        return body != null && body.path(NEW_FLAG).asBoolean(false);
    }

    static GateOverride parseOverride(@Nullable JsonNode body, OverrideValidationContext rules, String who) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors)
                .rejectUnknownFields(Set.of("gate", "reason", "changeClass", "expiresAt", NEW_FLAG));
        fields.bool(NEW_FLAG, false);
        String gate = parseOneOf(fields, "gate", rules.gates());
        String changeClass = parseOneOf(
                fields,
                "changeClass",
                rules.policy().overrideClasses().stream().sorted().toList());
        String reason = ReasonAndExpiryReader.readReason(fields);
        Instant expiresAt = ReasonAndExpiryReader.readExpiry(fields, rules.now(), LONGEST);
        ValidationErrorMapper.throwIfAny(errors, "The override was not created.");
        return new GateOverride(
                IdAndSecretGenerator.newId("go-"), gate, who, reason, changeClass, rules.now(), expiresAt);
    }

    /// Parses a review.
    ///
    /// @param caller reviewer; only the admin token, which belongs to no person, may name another person
    static OverrideReview parseReview(@Nullable JsonNode body, Instant now, Caller.Actor caller) {
        var errors = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("verdict", "finding", "onBehalfOf"));
        if (fields.find("verdict") == null) {
            errors.add(fields.pointerTo("verdict"), "is missing", "allowed: JUSTIFIED, AVOIDABLE");
        }
        OverrideReview.Verdict verdict =
                fields.enumValue("verdict", OverrideReview.Verdict.class, OverrideReview.Verdict.JUSTIFIED);
        String finding = fields.text("finding", "").strip();
        if (finding.isEmpty()) {
            errors.add(fields.pointerTo("finding"), "is missing", "state the result of the review");
        }
        String person = OnBehalfOfFieldReader.readPerson(fields, caller, "reviews");
        ValidationErrorMapper.throwIfAny(errors, "The review was not stored.");
        return new OverrideReview(person, now, verdict, finding);
    }

    private static String parseOneOf(JsonObjectReader fields, String name, List<String> allowed) {
        String text = fields.text(name, "");
        if (!allowed.contains(text)) {
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            text.isEmpty() ? "is missing" : "is not allowed: \"" + text + "\"",
                            allowed.isEmpty()
                                    ? "the gate policy of this environment allows no overrides"
                                    : "allowed: " + String.join(", ", allowed));
        }
        return text;
    }
}
