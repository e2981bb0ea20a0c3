// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel report change` command: prints the outcome report of a change.
@Command(
        description = {
            "Prints the report of a flag's change.",
            "It covers situation, task, action, result and lessons. Failures are compared, with intervals, with a year",
            "that ends at the first SEV1 or SEV2 incident in the 182 days before the assessment, or at the assessment.",
            "The report lists missing records. Output: Markdown.",
            "",
            "Examples:",
            "  ./evenkeel report change payment-core > report.md",
            "  ./evenkeel report change payment-core --pdf report.pdf",
            ""
        })
final class ChangeOutcomeReportCommand extends AbstractReportPrintCommand {
    @Parameters(paramLabel = "FLAG", description = "Key of the flag.")
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
