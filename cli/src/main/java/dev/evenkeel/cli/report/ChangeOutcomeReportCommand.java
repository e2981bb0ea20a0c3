// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel report star` command: prints the outcome report of a change.
@Command(
        name = "star",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the report of a flag's change: situation, task, action, result, what was learned, and what the data cannot",
            "show. Failures are held against a baseline that ends before the first of the incidents that led to it, with",
            "intervals; a record that is missing is named, never guessed.",
            "",
            "Examples:",
            "  ./evenkeel report star payment-core > report.md",
            "  ./evenkeel report star payment-core --pdf report.pdf",
            ""
        })
final class ChangeOutcomeReportCommand extends AbstractReportPrintCommand {
    @Parameters(paramLabel = "FLAG", description = "The flag that led the change.")
    private String flag = "";

    @Override
    String dataPath() {
        return flagPath(flag) + "/change-report";
    }

    @Override
    String filePath() {
        return "/changes/" + ServerApiClient.urlEncode(environment()) + "/" + ServerApiClient.urlEncode(flag)
                + "/report.html";
    }
}
