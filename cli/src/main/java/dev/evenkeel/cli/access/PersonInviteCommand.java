// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.http.ServerApi;
import dev.evenkeel.cli.http.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel person invite`: a new link for somebody.
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints a new link by which somebody sets a password, for who forgot it. The old password works until then.",
            "",
            "Example:",
            "  ./evenkeel person invite anna",
            ""
        })
final class PersonInviteCommand extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it stands in the audit ledger.")
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        String path = "/api/v1/people/" + ServerApi.segment(name) + "/invite?reason=" + ServerApi.segment(reason);
        JsonNode invited = api.post(path, null).body();
        return new Result(invited, AccessText.invitation(invited));
    }
}
