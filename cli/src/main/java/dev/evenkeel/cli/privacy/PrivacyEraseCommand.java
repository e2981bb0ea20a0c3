// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel privacy erase` command: erases the data stored about a targeting key.
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes out what is kept about a targeting key and is needed for no sum, in one transaction; what was counted"
                    + " stays counted. Says what is left: flags that name the key are for their authors to change."
                    + " In all environments unless --environment is given. Needs the role admin. Where nobody can answer, as in a"
                    + " script, it needs --yes.",
            "",
            "Examples:",
            "  ./evenkeel privacy erase --key debtor-17 --reason \"ticket 812\"",
            "  ./evenkeel privacy erase --key - --yes --json < key.txt",
            ""
        })
final class PrivacyEraseCommand extends AbstractTargetingKeyCommand {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; it stands in the audit ledger for ever, so leave the key out of it.")
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String body = requestBody().put("reason", reason).toString();
        if (!isConfirmed()) {
            return new CommandResult(
                    ServerApiClient.JSON.createObjectNode().put("erased", false), "Nothing was taken out.", 1);
        }
        JsonNode answer = api.post("/api/v1/privacy/erase", body).body();
        return new CommandResult(answer, PrivacyTextFormatter.formatErasure(answer));
    }

    private boolean isConfirmed() {
        if (isAssumeYes()) {
            return true;
        }
        if (readsKeyFromInput() || !Terminal.isInteractive()) {
            throw usageError("nobody can be asked whether to go on: look with `privacy report`, then add --yes");
        }
        PrintWriter err = err();
        err.print("What is kept about this key is taken out for ever. Go on? (yes/no) ");
        err.flush();
        String answer = Objects.requireNonNull(System.console()).readLine();
        return answer != null && answer.strip().equalsIgnoreCase("yes");
    }
}
