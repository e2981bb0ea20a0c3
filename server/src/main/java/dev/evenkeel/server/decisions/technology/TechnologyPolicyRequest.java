// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A request to replace the policy for innovation tokens.
///
/// @param reason reason for the audit log
record TechnologyPolicyRequest(TechnologyPolicy policy, String reason) {
    static final String POLICY_UNCHANGED = "The policy was not changed.";
    private static final Set<String> FIELDS =
            Set.of("tokens", "noveltyThresholdHours", "requiredDeclaration", "reason");

    /// Parses a request; missing fields get their defaults.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static TechnologyPolicyRequest parse(JsonNode body) {
        TechnologyPolicy usual = TechnologyPolicy.DEFAULT;
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        long tokens = fields.integer("tokens", usual.tokens());
        if (tokens < 0 || tokens > TechnologyPolicy.MAX_TOKENS) {
            errors.add(
                    "/tokens",
                    "must be 0 to " + TechnologyPolicy.MAX_TOKENS + ", got " + tokens,
                    "use a number such as 3");
        }
        double hours = fields.number("noveltyThresholdHours", usual.noveltyThresholdHours());
        if (!(hours > 0 && hours <= TechnologyPolicy.MAX_HOURS)) {
            errors.add(
                    "/noveltyThresholdHours",
                    "must be above 0 and at most 1,000,000, got " + hours,
                    "use a number of hours such as 2190, a quarter of a year");
        }
        TechnologyPolicy.DeclarationRequirement declaration = fields.enumValue(
                "requiredDeclaration", TechnologyPolicy.DeclarationRequirement.class, usual.requiredDeclaration());
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, POLICY_UNCHANGED);
        return new TechnologyPolicyRequest(new TechnologyPolicy((int) tokens, hours, declaration), reason);
    }
}
