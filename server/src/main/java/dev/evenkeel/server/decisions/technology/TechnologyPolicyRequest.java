// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A policy of innovation tokens as somebody orders it.
///
/// @param reason for the ledger
record TechnologyPolicyRequest(TechnologyPolicy policy, String reason) {
    static final String NOTHING = "The policy stays as it is.";
    private static final Set<String> FIELDS = Set.of("tokens", "novelBelowHours", "demand", "reason");

    /// Reads an order; what is left out is as usual.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    static TechnologyPolicyRequest read(JsonNode body) {
        TechnologyPolicy usual = TechnologyPolicy.USUAL;
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(FIELDS);
        long tokens = fields.integer("tokens", usual.tokens());
        if (tokens < 0 || tokens > TechnologyPolicy.MOST_TOKENS) {
            faults.add(
                    "/tokens", "must be 0 to " + TechnologyPolicy.MOST_TOKENS + ", got " + tokens, "about 3 is usual");
        }
        double hours = fields.number("novelBelowHours", usual.novelBelowHours());
        if (!(hours > 0 && hours <= TechnologyPolicy.MOST_HOURS)) {
            faults.add(
                    "/novelBelowHours",
                    "must be above 0, at most 1,000,000, got " + hours,
                    "2190 is usual, a quarter of a year");
        }
        TechnologyPolicy.DeclarationRequirement demand =
                fields.oneOf("demand", TechnologyPolicy.DeclarationRequirement.class, usual.demand());
        String reason = fields.text("reason", "");
        RequestValidation.throwIfAny(faults, NOTHING);
        return new TechnologyPolicyRequest(new TechnologyPolicy((int) tokens, hours, demand), reason);
    }
}
