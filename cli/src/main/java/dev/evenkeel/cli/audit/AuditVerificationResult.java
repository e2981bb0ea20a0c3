// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.engine.audit.AuditChainResult;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The result of a verification.
///
/// @param from number of the first verified entry
/// @param state of the chain
/// @param heads published heads that were given; empty without any
/// @param isHeld whether published heads were given
record AuditVerificationResult(long from, AuditChainResult state, PublishedHeadFiles heads, boolean isHeld) {
    boolean isIntact() {
        return state instanceof AuditChainResult.Intact && heads.rejected().isEmpty();
    }

    /// Formats the result as text.
    String toText() {
        List<String> lines = new ArrayList<>();
        switch (state) {
            case AuditChainResult.Intact(long entries, String head, int fitting) -> {
                lines.add("Intact: " + QuantityFormatter.formatCount(entries) + " entries, " + from + " to "
                        + (from + entries - 1) + ", head " + head);
                lines.add(heads(fitting));
            }
            case AuditChainResult.Broken broken ->
                lines.add("Broken (" + broken.fault().label() + "): " + broken.message());
        }
        heads.rejected().forEach(refused -> lines.add("Rejected head: " + refused));
        return String.join(System.lineSeparator(), lines);
    }

    private String heads(int fitting) {
        if (!isHeld) {
            return "Not compared with published heads, so a completely rewritten audit log is not detected. To compare:"
                    + " --heads FILE --key PUBLIC.pem";
        }
        int outside = heads.signed().size() - fitting;
        return QuantityFormatter.formatCount(fitting) + " published heads match"
                + (outside == 0 ? "" : ", " + QuantityFormatter.formatCount(outside) + " outside the verified range")
                + ".";
    }

    /// Serializes the result as one JSON object.
    String toJson() {
        ObjectNode answer = ServerApiClient.JSON.createObjectNode().put("intact", isIntact());
        switch (state) {
            case AuditChainResult.Intact(long entries, String head, int fitting) ->
                answer.put("from", from)
                        .put("entries", entries)
                        .put("head", head)
                        .put("matchingHeads", fitting);
            case AuditChainResult.Broken broken ->
                answer.put("firstInvalidEntry", broken.number())
                        .put("fault", broken.fault().name())
                        .put("explanation", broken.message());
        }
        ArrayNode rejected = answer.putArray("rejectedHeads");
        heads.rejected()
                .forEach(one -> rejected.addObject()
                        .put("file", one.file().toString())
                        .put("line", one.line())
                        .put("reason", one.reason()));
        return ServerApiClient.JSON.writeValueAsString(answer);
    }
}
