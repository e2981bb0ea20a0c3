// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.proposal;

import dev.evenkeel.api.ProposalApi.ProposalApprovalResponse;
import dev.evenkeel.api.ProposalApi.ProposalResponse;
import dev.evenkeel.api.ProposalApi.ProposalState;
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

    static String formatCreated(ProposalResponse proposal) {
        return "Proposal " + proposal.id() + " created: changes " + formatFlags(proposal) + ". "
                + formatStatus(proposal);
    }

    /// Formats the approvals and the next action.
    static String formatStatus(ProposalResponse proposal) {
        String where = proposal.id() + " --environment " + proposal.environment();
        String people = proposal.approvals().isEmpty() ? "No approvals" : "Approved by " + formatPeople(proposal);
        return proposal.missingApprovals() == 0
                ? people + "; no further approval required. To apply it: ./evenkeel proposal apply " + where
                : people + "; " + proposal.missingApprovals() + " of " + proposal.requiredApprovals()
                        + " required approvals missing. Another user approves it with: ./evenkeel proposal approve "
                        + where;
    }

    static String formatList(ProposalResponse[] proposals, String environment) {
        if (proposals.length == 0) {
            return "No proposals in environment " + environment + ". To create one: ./evenkeel proposal create FILE";
        }
        var textTable = new TextTable("ID", "STATUS", "FLAGS", "AUTHOR", "APPROVALS", "EXPIRES", "REASON");
        for (ProposalResponse one : proposals) {
            textTable.addRow(
                    one.id(),
                    one.state().name(),
                    formatFlags(one),
                    one.author(),
                    one.approvals().size() + " of " + one.requiredApprovals(),
                    TextTable.formatInstant(one.expiresAt()),
                    one.reason());
        }
        return textTable.toString();
    }

    static String formatProposal(ProposalResponse proposal) {
        List<String> lines = new ArrayList<>();
        lines.add(proposal.id() + " by " + proposal.author() + ", class " + proposal.changeClass() + ": "
                + proposal.reason());
        lines.add(
                proposal.state() == ProposalState.OPEN ? formatStatus(proposal) : "Status: " + proposal.state() + ".");
        JsonNode base = proposal.baseDefinition();
        for (String part : PARTS) {
            proposal.patch()
                    .path(part)
                    .properties()
                    .forEach(member -> lines.add(
                            formatChange(member.getKey(), base.path(part).path(member.getKey()), member.getValue())));
        }
        proposal.removedFlags()
                .forEach(flag -> lines.add(formatChange(flag, base.path("flags").path(flag), null)));
        return String.join(System.lineSeparator(), lines);
    }

    private static String formatChange(String name, JsonNode from, @Nullable JsonNode to) {
        String nl = System.lineSeparator();
        return nl + name + nl + "- " + (from.isMissingNode() ? "(none)" : from.toString()) + nl + "+ "
                + (to == null ? "(deleted)" : to.toString());
    }

    static String formatFlags(ProposalResponse proposal) {
        return String.join(", ", proposal.flags());
    }

    private static String formatPeople(ProposalResponse proposal) {
        return proposal.approvals().stream()
                .map(ProposalApprovalResponse::approvedBy)
                .collect(Collectors.joining(", "));
    }
}
