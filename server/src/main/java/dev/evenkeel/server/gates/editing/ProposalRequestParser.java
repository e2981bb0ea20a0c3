// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.OnBehalfOfFieldReader;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import dev.evenkeel.server.gates.gate.GateContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Parser of proposal requests. It reports all validation errors at once.
final class ProposalRequestParser {
    private ProposalRequestParser() {}

    /// A proposal to create.
    ///
    /// @param change definition with the members to set
    /// @param remove keys of flags to remove
    record NewProposal(String change, List<String> remove, String changeClass, String author, String reason) {
        FlagSetPatch patch() {
            return FlagSetPatch.of(change, remove);
        }
    }

    static NewProposal parseProposal(String body, Caller.Actor caller) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(EditRequestParser.parseObject(body), "", errors)
                .rejectUnknownFields(Set.of("patch", "removedFlags", "changeClass", "onBehalfOf", "reason"));
        JsonNode change = fields.find("patch");
        if (change != null && !change.isObject()) {
            errors.add(fields.pointerTo("patch"), "is not an object", "send {\"flags\":{…}} with the flags to change");
        }
        List<String> remove = fields.texts("removedFlags", List.of());
        String changeClass = fields.text("changeClass", GateContext.NORMAL);
        if (!GateContext.isValidClass(changeClass)) {
            errors.add(
                    fields.pointerTo("changeClass"),
                    "is not a valid change class: \"" + changeClass + "\"",
                    "use lower-case letters, digits and hyphens, such as hotfix, or omit it");
        }
        String author = OnBehalfOfFieldReader.readPerson(fields, caller, "proposes");
        String reason = ReasonAndExpiryReader.readReason(fields);
        String text = change == null ? "{}" : String.valueOf(new JsonTextEditor(body).find(List.of("patch")));
        if (errors.toList().isEmpty() && FlagSetPatch.of(text, remove).paths().isEmpty()) {
            errors.add(
                    fields.pointerTo("patch"),
                    "contains no changes, and removedFlags is empty",
                    "send {\"flags\":{…}} with the flags to change");
        }
        ValidationErrorMapper.throwIfAny(errors, "The proposal was not created.");
        return new NewProposal(text, remove, changeClass, author, reason);
    }

    /// An approval to add.
    record Approval(String person, String reason) {}

    static Approval parseApproval(@Nullable String body, Caller.Actor caller) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(EditRequestParser.parseObject(body), "", errors)
                .rejectUnknownFields(Set.of("onBehalfOf", "reason"));
        String person = OnBehalfOfFieldReader.readPerson(fields, caller, "approves");
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The approval was not created.");
        return new Approval(person, reason);
    }
}
