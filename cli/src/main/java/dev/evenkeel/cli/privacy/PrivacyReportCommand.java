// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import dev.evenkeel.api.PrivacyApi.PersonalDataReportResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;

/// The `evenkeel privacy report` command: reports the data stored about a targeting key.
@Command(
        description = {
            "Shows the data stored about a targeting key.",
            "Lists rollouts and experiments that count its unit, flags that contain it and incidents that affect it.",
            "Covers all environments unless you give --environment. Requires the role admin.",
            "",
            "Examples:",
            "  ./evenkeel privacy report --key debtor-17",
            "  ./evenkeel privacy report --key - --environment production < key.txt",
            ""
        })
final class PrivacyReportCommand extends AbstractTargetingKeyCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var response = api.postQuery("/api/v1/privacy/report", toRequest(null), PersonalDataReportResponse.class);
        return new CommandResult(response.body(), PrivacyTextFormatter.formatReport(response.value()));
    }
}
