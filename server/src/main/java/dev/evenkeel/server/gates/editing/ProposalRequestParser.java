// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.security.access.ActingPersonReader;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import dev.evenkeel.server.gates.gate.GateContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what people send about proposals. Everything that is wrong is told at once.
final class ProposalRequestParser {
    private ProposalRequestParser() {}

    /// A proposal as it is wanted.
    ///
    /// @param change a definition of what is to be set
    /// @param remove keys of flags that are to go
    record NewProposal(String change, List<String> remove, String changeClass, String author, String reason) {
        DefinitionPatch patch() {
            return DefinitionPatch.of(change, remove);
        }
    }

    static NewProposal proposal(String body, Caller.Actor caller) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(EditRequestParser.object(body), "", faults)
                .only(Set.of("change", "remove", "class", "person", "reason"));
        JsonNode change = fields.find("change");
        if (change != null && !change.isObject()) {
            faults.add(fields.at("change"), "is no definition", "send {\"flags\":{…}} with what is to be set");
        }
        List<String> remove = fields.texts("remove", List.of());
        String changeClass = fields.text("class", GateContext.NORMAL);
        if (!GateContext.isClass(changeClass)) {
            faults.add(
                    fields.at("class"),
                    "\"" + changeClass + "\" is no class of change",
                    "use lower-case letters, digits and dashes, such as hotfix, or leave it out");
        }
        String author = ActingPersonReader.person(fields, caller, "proposes");
        String reason = ReasonAndExpiryReader.reason(fields);
        String text = change == null ? "{}" : String.valueOf(new JsonTextEditor(body).find(List.of("change")));
        if (faults.all().isEmpty() && DefinitionPatch.of(text, remove).paths().isEmpty()) {
            faults.add(
                    fields.at("change"),
                    "has no flag, no segment and no metadata, and nothing is removed",
                    "send {\"flags\":{…}} with what is to be set");
        }
        RequestValidation.throwIfAny(faults, "Nothing was proposed.");
        return new NewProposal(text, remove, changeClass, author, reason);
    }

    /// A yes as it is wanted.
    record Approval(String person, String reason) {}

    static Approval yes(@Nullable String body, Caller.Actor caller) {
        var faults = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(EditRequestParser.object(body), "", faults).only(Set.of("person", "reason"));
        String person = ActingPersonReader.person(fields, caller, "approves");
        String reason = fields.text("reason", "");
        RequestValidation.throwIfAny(faults, "Nothing was approved.");
        return new Approval(person, reason);
    }
}
