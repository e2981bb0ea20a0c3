// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.engine.audit.AuditChainResult;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a verification found.
///
/// @param from number of the first entry that was checked
/// @param state of the chain
/// @param heads what was kept of published heads; empty ones when nobody gave any
/// @param isHeld whether published heads were given
record AuditVerificationResult(long from, AuditChainResult state, PublishedHeadFiles heads, boolean isHeld) {
    boolean isGood() {
        return state instanceof AuditChainResult.Intact && heads.refused().isEmpty();
    }

    /// For people.
    String text() {
        List<String> lines = new ArrayList<>();
        switch (state) {
            case AuditChainResult.Intact(long entries, String head, int fitting) -> {
                lines.add("Intact: " + AuditTextFormatter.count(entries) + " entries, " + from + " to "
                        + (from + entries - 1) + ", head " + head);
                lines.add(heads(fitting));
            }
            case AuditChainResult.Broken broken ->
                lines.add("Broken (" + broken.fault().words() + "): " + broken.sentence());
        }
        heads.refused().forEach(refused -> lines.add("Refused: " + refused));
        return String.join(System.lineSeparator(), lines);
    }

    private String heads(int fitting) {
        if (!isHeld) {
            return "No published head was given, so a ledger that was written anew as a whole would not be found:"
                    + " --heads FILE --key PUBLIC.pem";
        }
        int outside = heads.signed().size() - fitting;
        return AuditTextFormatter.count(fitting) + " published heads fit"
                + (outside == 0
                        ? ""
                        : ", " + AuditTextFormatter.count(outside) + " are of entries outside of the range")
                + ".";
    }

    /// For programs: one object.
    String json() {
        ObjectNode answer = ServerApiClient.JSON.createObjectNode().put("intact", isGood());
        switch (state) {
            case AuditChainResult.Intact(long entries, String head, int fitting) ->
                answer.put("from", from)
                        .put("entries", entries)
                        .put("head", head)
                        .put("fittingHeads", fitting);
            case AuditChainResult.Broken broken ->
                answer.put("brokenAt", broken.number())
                        .put("fault", broken.fault().name())
                        .put("explanation", broken.sentence());
        }
        ArrayNode refused = answer.putArray("refusedHeads");
        heads.refused()
                .forEach(one -> refused.addObject()
                        .put("file", one.file().toString())
                        .put("line", one.line())
                        .put("why", one.why()));
        return ServerApiClient.JSON.writeValueAsString(answer);
    }
}
