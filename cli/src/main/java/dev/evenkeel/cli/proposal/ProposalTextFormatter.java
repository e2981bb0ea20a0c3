// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A formatter of proposed flag changes as text.
final class ProposalTextFormatter {
    private static final List<String> PARTS = List.of("flags", "$evaluators", "metadata");

    private ProposalTextFormatter() {}

    /// @param proposal response of the server
    static String formatCreated(JsonNode proposal) {
        return "Proposal " + proposal.path("id").asString() + " created: changes " + formatFlags(proposal) + ". "
                + formatStatus(proposal);
    }

    /// Formats the approvals and the next action.
    static String formatStatus(JsonNode proposal) {
        String id = proposal.path("id").asString();
        String where = " --environment " + proposal.path("environment").asString();
        int missing = proposal.path("missingApprovals").asInt();
        String people = proposal.path("approvals").isEmpty() ? "No approvals" : "Approved by " + people(proposal);
        return missing == 0
                ? people + "; no further approval required. To apply it: ./evenkeel proposal apply " + id + where
                : people + "; " + missing + " of "
                        + proposal.path("requiredApprovals").asInt()
                        + " required approvals missing. Another user approves it with: ./evenkeel proposal approve "
                        + id + where;
    }

    /// @param proposals response of the server
    static String formatList(JsonNode proposals, String environment) {
        if (proposals.isEmpty()) {
            return "No proposals in environment " + environment + ". To create one: ./evenkeel proposal create FILE";
        }
        var textTable = new TextTable("ID", "STATUS", "FLAGS", "AUTHOR", "APPROVALS", "EXPIRES", "REASON");
        proposals.forEach(one -> textTable.addRow(
                one.path("id").asString(),
                one.path("state").asString(),
                formatFlags(one),
                one.path("author").asString(),
                one.path("approvals").size() + " of "
                        + one.path("requiredApprovals").asInt(),
                TextTable.formatInstant(one.path("expiresAt")),
                one.path("reason").asString()));
        return textTable.toString();
    }

    /// @param proposal response of the server
    static String formatProposal(JsonNode proposal) {
        List<String> lines = new ArrayList<>();
        lines.add(proposal.path("id").asString() + " by "
                + proposal.path("author").asString() + ", class "
                + proposal.path("changeClass").asString() + ": "
                + proposal.path("reason").asString());
        lines.add(
                proposal.path("state").asString().equals("OPEN")
                        ? formatStatus(proposal)
                        : "Status: " + proposal.path("state").asString() + ".");
        for (String part : PARTS) {
            proposal.path("patch")
                    .path(part)
                    .propertyNames()
                    .forEach(name -> lines.add(change(
                            name,
                            proposal.path("baseDefinition").path(part).path(name),
                            proposal.path("patch").path(part).path(name))));
        }
        proposal.path("removedFlags")
                .forEach(flag -> lines.add(change(
                        flag.asString(),
                        proposal.path("baseDefinition").path("flags").path(flag.asString()),
                        null)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String change(String name, JsonNode from, @Nullable JsonNode to) {
        String nl = System.lineSeparator();
        return nl + name + nl + "- " + (from.isMissingNode() ? "(none)" : from.toString()) + nl + "+ "
                + (to == null ? "(deleted)" : to.toString());
    }

    static String formatFlags(JsonNode proposal) {
        return proposal.path("flags").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private static String people(JsonNode proposal) {
        return proposal.path("approvals")
                .valueStream()
                .map(one -> one.path("approvedBy").asString())
                .collect(Collectors.joining(", "));
    }
}
