// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import dev.evenkeel.api.PrivacyApi.ErasureResponse;
import dev.evenkeel.api.PrivacyApi.PersonalDataRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel privacy erase` command: erases the data stored about a targeting key.
@Command(
        description = {
            "Erases the data stored about a targeting key, in one transaction.",
            "Counts are kept. The output lists the remaining data; flags that contain the key must be changed by their",
            "authors. Applies to all environments unless you give --environment. Requires the role admin and, in",
            "scripts, --yes.",
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
            description = "Reason for the audit log. It is kept permanently: do not include the key.")
    private @Nullable String reason;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        PersonalDataRequest request = toRequest(reason);
        if (!isConfirmed()) {
            return new CommandResult(
                    ServerApiClient.JSON.createObjectNode().put("erased", false), "Nothing was erased.", 1);
        }
        var response = api.post("/api/v1/privacy/erase", request, ErasureResponse.class);
        return new CommandResult(response.body(), PrivacyTextFormatter.formatErasure(response.value()));
    }

    private boolean isConfirmed() {
        if (isAssumeYes()) {
            return true;
        }
        if (readsKeyFromInput() || !Terminal.isInteractive()) {
            throw usageError("No terminal to confirm the erasure. Nothing was erased. Check the data with"
                    + " ./evenkeel privacy report, then add --yes.");
        }
        PrintWriter err = err();
        err.print("This permanently erases the data stored about the key. Continue? (yes/no) ");
        err.flush();
        String answer = Objects.requireNonNull(System.console()).readLine();
        return answer != null && answer.strip().equalsIgnoreCase("yes");
    }
}
