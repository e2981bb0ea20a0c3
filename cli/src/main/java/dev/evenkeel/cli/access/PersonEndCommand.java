// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.http.ServerApi;
import dev.evenkeel.cli.http.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel person end`: ends somebody.
@Command(
        name = "end",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ends somebody: at once they can do nothing, their sessions and tokens are over. Their name is never given again.",
            "",
            "Example:",
            "  ./evenkeel person end anna --reason \"left the company\"",
            ""
        })
final class PersonEndCommand extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it stands in the audit ledger.")
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        String path = "/api/v1/people/" + ServerApi.segment(name) + "?reason=" + ServerApi.segment(reason);
        JsonNode ended = api.delete(path).body();
        return new Result(ended, name + " has ended. To let them in again: ./evenkeel person return " + name);
    }
}
