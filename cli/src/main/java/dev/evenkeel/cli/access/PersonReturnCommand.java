// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.http.ServerApi;
import dev.evenkeel.cli.http.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel person return`: lets somebody in again.
@Command(
        name = "return",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lets somebody in again who had ended, with the roles they had.",
            "",
            "Example:",
            "  ./evenkeel person return anna",
            ""
        })
final class PersonReturnCommand extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it stands in the audit ledger.")
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        String path = "/api/v1/people/" + ServerApi.segment(name) + "/return?reason=" + ServerApi.segment(reason);
        JsonNode person = api.post(path, null).body();
        return new Result(
                person, name + " may sign in again. A link to set a password: ./evenkeel person invite " + name);
    }
}
